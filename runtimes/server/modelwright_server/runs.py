"""How many ``run()`` calls execute at the same time, and for how long."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable
from typing import Any


class RunTimeoutError(Exception):
    """``run()`` took longer than the operator allows."""


class Runs:
    """Executes calls in at most ``threads`` threads at a time; more than ``timeout`` seconds are an error."""

    def __init__(self, threads: int, timeout: float | None) -> None:
        self._slots = threading.Semaphore(threads)
        self._timeout = timeout

    def run(self, call: Callable[[], Any]) -> Any:
        with self._slots:
            if self._timeout is None:
                return call()
            return self._run_limited(call, self._timeout)

    @staticmethod
    def _run_limited(call: Callable[[], Any], timeout: float) -> Any:
        result: list[Any] = []
        failure: list[BaseException] = []

        def target() -> None:
            try:
                result.append(call())
            except BaseException as error:  # handed to the waiting thread
                failure.append(error)

        thread = threading.Thread(target=target, daemon=True)
        thread.start()
        thread.join(timeout)
        if thread.is_alive():
            _interrupt(thread)
            raise RunTimeoutError(
                f"run() took longer than {timeout * 1000:.0f} ms. Send less, or raise SCORING_TIMEOUT_MS of the container."
            )
        if failure:
            raise failure[0]
        return result[0]


def _interrupt(thread: threading.Thread) -> None:
    """Ends Python code at its next instruction; a call into C goes on until it returns."""
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread.ident or 0), ctypes.py_object(SystemExit))
