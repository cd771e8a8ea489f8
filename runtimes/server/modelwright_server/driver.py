"""The user's driver program: found, imported, initialised and called."""

from __future__ import annotations

import importlib.machinery
import importlib.util
import inspect
import os
import sys
from collections.abc import Callable, Mapping
from types import ModuleType, TracebackType
from typing import Any

HEADERS_PARAMETER = "request_headers"


class InvalidDriverError(Exception):
    """The driver program does not keep to the contract of ``init()`` and ``run(input)``."""


class Driver:
    """A driver program after ``init()`` succeeded."""

    def __init__(self, run: Callable[..., Any], *, takes_headers: bool) -> None:
        self._run = run
        self._takes_headers = takes_headers

    def run(self, text: str, headers: Callable[[], Mapping[str, str]]) -> Any:
        """Scores one request; whatever ``run()`` raises passes through."""
        if self._takes_headers:
            return self._run(text, **{HEADERS_PARAMETER: headers()})
        return self._run(text)

    @staticmethod
    def load(script: str) -> Driver:
        """Imports the script and calls its ``init()``; whatever they raise passes through."""
        module = _import(script)
        init = _function(module, "init", script)
        run = _function(module, "run", script)
        takes_headers = _takes_headers(run, script)
        init()
        return Driver(run, takes_headers=takes_headers)


def _import(script: str) -> ModuleType:
    path = os.path.abspath(script)
    if not os.path.isfile(path):
        raise InvalidDriverError(f"Cannot load driver program '{script}': it is not in '{os.getcwd()}'.")
    folder = os.path.dirname(path)
    if folder not in sys.path:
        sys.path.insert(0, folder)
    name = _module_name(path)
    loader = importlib.machinery.SourceFileLoader(name, path)
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(name, loader))
    sys.modules[name] = module
    loader.exec_module(module)
    return module


def _module_name(path: str) -> str:
    """The name under which other files of the user's may import the driver, unless that would hide a module."""
    name = os.path.splitext(os.path.basename(path))[0]
    taken = name in sys.modules or name in sys.stdlib_module_names
    return name if name.isidentifier() and not taken else "modelwright_driver"


def _function(module: ModuleType, name: str, script: str) -> Callable[..., Any]:
    function = getattr(module, name, None)
    if not callable(function):
        raise InvalidDriverError(
            f"Cannot use driver program '{script}': it defines no function {name}(). Define init() and run(input)."
        )
    return function


def _takes_headers(run: Callable[..., Any], script: str) -> bool:
    try:
        parameters = inspect.signature(run).parameters
    except (TypeError, ValueError):
        return False  # a function written in C does not tell: call it with the input alone
    takes_headers = HEADERS_PARAMETER in parameters
    arguments = {HEADERS_PARAMETER: {}} if takes_headers else {}
    try:
        inspect.signature(run).bind("", **arguments)
    except TypeError as mismatch:
        raise InvalidDriverError(
            f"Cannot use driver program '{script}': run{inspect.signature(run)} cannot be called with one input "
            f"({mismatch}). Define run(input), optionally with a parameter '{HEADERS_PARAMETER}'."
        ) from None
    return takes_headers


def user_frames(exception: BaseException) -> TracebackType | None:
    """The traceback without the frames of this server and of the import system, for people to read."""
    ours = os.path.dirname(os.path.abspath(__file__)) + os.sep
    traceback = exception.__traceback__
    while traceback is not None:
        file = traceback.tb_frame.f_code.co_filename
        if not file.startswith((ours, "<frozen importlib")):
            return traceback
        traceback = traceback.tb_next
    return None
