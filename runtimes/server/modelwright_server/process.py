"""The process of the container: workers, signals, and exit status 3 when a model cannot be initialised."""

from __future__ import annotations

import logging
import multiprocessing
import os
import select
import signal
import socket
import sys
import traceback
from collections.abc import Callable
from typing import Any, NoReturn

from granian import Granian
from granian.constants import Interfaces

from . import __version__
from .app import ScoringApplication
from .container import make_habitable
from .driver import Driver, InvalidDriverError, user_frames
from .settings import InvalidSettingError, Settings

ADDRESS = "0.0.0.0"  # noqa: S104 - a container's port is published by whoever runs it
PORT_TAKEN = 4
INIT_FAILED = 3
SPARE_THREADS = 2  # answer health and "503, try later" while every other thread waits for run()


class Report:
    """One token in a pipe that all workers share: who takes it tells why its model cannot be initialised."""

    def __init__(self) -> None:
        self._token, self._holder = os.pipe()
        os.set_blocking(self._token, False)
        os.write(self._holder, b"1")

    def claim(self) -> bool:
        try:
            return bool(os.read(self._token, 1))
        except BlockingIOError:
            return False

    def filed(self) -> bool:
        return not select.select([self._token], [], [], 0)[0]


def serve() -> int:
    """Runs until SIGTERM or a failure; returns the exit status of the process."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL if os.getpid() != 1 else lambda *_: os._exit(0))
    try:
        settings = Settings.of(os.environ)
    except InvalidSettingError as error:
        print(error, file=sys.stderr)
        return INIT_FAILED
    if problem := _port_problem(settings.port):
        print(problem, file=sys.stderr)
        return PORT_TAKEN
    make_habitable()
    hide_from_user = _hide_granian()
    report = Report()
    multiprocessing.set_start_method("fork")  # before any of the user's code is loaded, so nothing unsafe is copied
    server = Granian(
        settings.entry_script,
        address=ADDRESS,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=settings.workers,
        blocking_threads=settings.threads + settings.queue + SPARE_THREADS,
        workers_kill_timeout=settings.grace,
        log_enabled=True,
        log_level="error",
        log_dictconfig=_logging(report),
    )
    try:
        server.serve(target_loader=_loader(settings, report, hide_from_user), wrap_loader=False)
    except SystemExit as end:
        return INIT_FAILED if report.filed() else _status(end)
    return 0


def _port_problem(port: int) -> str | None:
    """The workers share their port (SO_REUSEPORT) and would share it silently with another server, too."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError as error:
            return f"Cannot listen on port {port}: {error.strerror}. Set PORT to another one."
    return None


def _status(end: SystemExit) -> int:
    return end.code if isinstance(end.code, int) else 1


def _loader(settings: Settings, report: Report, hide_from_user: Callable[[], None]) -> Callable[[], Any]:
    """What each worker does before it opens the port."""

    def load() -> ScoringApplication:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)  # the parent's handlers would swallow it during a long init()
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        hide_from_user()
        try:
            driver = Driver.load(settings.entry_script)
        except BaseException as error:  # also exit() inside init() means "cannot serve"
            _give_up(settings, report, error)
        print(
            f"Modelwright scoring server {__version__}: {settings.entry_script} is ready on port {settings.port}.",
            file=sys.stderr,
        )
        return ScoringApplication(driver, settings)

    return load


def _give_up(settings: Settings, report: Report, error: BaseException) -> NoReturn:
    if report.claim():
        if isinstance(error, InvalidDriverError):
            print(error, file=sys.stderr)
        else:
            print(
                f"Cannot start driver program '{settings.entry_script}': loading it or its init() failed.",
                file=sys.stderr,
            )
            traceback.print_exception(type(error), error, user_frames(error))
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(INIT_FAILED)  # no clean-up of the user's may keep a worker that cannot serve


def _hide_granian() -> Callable[[], None]:
    """Returns a call after which the user's code gets a granian of its own environment, if it has one.

    The two modules that the worker still imports by name after the driver was loaded stay.
    """
    kept = ("granian._signals", "granian._loops")
    for name in kept:
        __import__(name)

    def hide() -> None:
        for name in [name for name in sys.modules if name.split(".")[0] == "granian" and name not in kept]:
            del sys.modules[name]

    return hide


def _logging(report: Report) -> dict[str, Any]:
    class Quiet(logging.Filter):
        """Drops the remark about an ended worker when the worker itself has said why."""

        def filter(self, record: logging.LogRecord) -> bool:
            return record.levelno >= logging.ERROR and not report.filed()

    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"quiet": {"()": Quiet}},
        "formatters": {"plain": {"format": "%(message)s"}},
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["quiet"]},
        },
        "loggers": {"_granian": {"handlers": ["stderr"], "level": "ERROR", "propagate": False}},
    }
