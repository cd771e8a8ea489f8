"""Starts the server as a container does, and talks to it."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WITHOUT_OVERRIDE = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def message(self) -> str:
        return self.json["message"]


class ScoringServer:
    """One process of ``start``; its output goes to a file, so that nothing can block it.

    ``bound``: file permissions bind it, as they bind anybody but root.
    """

    def __init__(
        self, server: Path, environment: Path, app: Path, settings: dict[str, str], *, bound: bool = False
    ) -> None:
        self._server = server
        self._output = app.parent / f"{app.name}.log"
        self.app = app
        self.port = _free_port()
        self._variables = {
            "PATH": "/usr/bin:/bin",
            "PORT": str(self.port),
            "MODELWRIGHT_ENVIRONMENT": str(environment),
            "AZUREML_ENTRY_SCRIPT": "score.py",
            **settings,
        }
        with self._output.open("wb") as output:
            self.process = subprocess.Popen(
                [*(WITHOUT_OVERRIDE if bound and os.getuid() == 0 else ()), server / "start"],
                cwd=app,
                env=self._variables,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    @property
    def output(self) -> str:
        return self._output.read_text()

    def probe(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self._server / "probe", *arguments], env=self._variables, capture_output=True, text=True, cwd=self.app
        )

    def ready(self) -> ScoringServer:
        probe = self.probe("20")
        assert probe.returncode == 0, probe.stdout + self.output
        return self

    def ends(self) -> int:
        return self.process.wait(timeout=20)

    def stop(self) -> float:
        """Sends SIGTERM; returns the seconds until the process had ended."""
        began = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        self.ends()
        return time.monotonic() - began

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def request(
        self,
        method: str,
        path: str,
        body: bytes | str | Iterator[bytes] | None = None,
        headers: dict[str, str] | None = None,
    ) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, body.encode() if isinstance(body, str) else body, headers or {})
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        finally:
            connection.close()

    def get(self, path: str) -> Answer:
        return self.request("GET", path)

    def score(self, body: bytes | str, **headers: str) -> Answer:
        return self.request("POST", "/score", body, {name.replace("_", "-"): value for name, value in headers.items()})


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(condition: Callable[[], bool], seconds: float = 15) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.01)
