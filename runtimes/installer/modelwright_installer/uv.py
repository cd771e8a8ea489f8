"""Runs uv and turns its exit status and words into ours."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from .indexes import configuration
from .outcome import RefusedError, UnavailableError

BUILD_CONSTRAINTS = "setuptools<81\n"  # the last that have pkg_resources, which many older source packages import
CREDENTIALS = re.compile(r"(://)[^/\s@]+@")
NETWORK = re.compile(r"Request failed|error sending request|Failed to fetch|Failed to download|timed out|dns error")
DENIED = re.compile(r"HTTP status client error \((?P<status>[^)]+)\)")
MAX_LINES_SHOWN = 2000
MAX_LINES_KEPT = 200


class Uv:
    """uv with a fixed environment: nothing of the container's own variables or configuration files counts.

    ``folder`` takes uv's configuration, which may hold credentials: it is thrown away with the container.
    """

    def __init__(
        self, binary: Path, cache: Path, folder: Path, settings: Mapping[str, str], log: Callable[[str], None]
    ) -> None:
        configuration_file = folder / "uv.toml"
        configuration_file.write_text(configuration(settings), encoding="utf-8")
        constraints = folder / "build-constraints.txt"
        constraints.write_text(BUILD_CONSTRAINTS)
        self._binary = binary
        self._log = log
        self._environment = {
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "HOME": str(cache),
            "LANG": "C.UTF-8",
            "UV_CACHE_DIR": str(cache),
            "UV_CONFIG_FILE": str(configuration_file),
            "UV_BUILD_CONSTRAINT": str(constraints),
            "UV_NO_PROGRESS": "1",
            "UV_PYTHON_DOWNLOADS": "never",
            "UV_LINK_MODE": "copy",
            "PYC_INVALIDATION_MODE": "UNCHECKED_HASH",  # times in .pyc files would differ from run to run
            "PYTHONHASHSEED": "0",
            "SOURCE_DATE_EPOCH": "315532800",
            **{name: value for name, value in settings.items() if name not in ("UV_INDEX", "UV_DEFAULT_INDEX")},
        }

    def run(self, *arguments: str) -> None:
        """Raises RefusedError for what cannot be solved, UnavailableError for an index that does not answer."""
        status, lines = self._stream([str(self._binary), *arguments])
        if status != 0:
            raise _failure(status, lines)

    def _stream(self, command: Sequence[str]) -> tuple[int, list[str]]:
        lines: list[str] = []
        shown = 0
        with subprocess.Popen(
            command,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        ) as process:
            for raw in process.stdout:
                line = CREDENTIALS.sub(r"\1****@", raw.rstrip())
                shown += 1
                if shown <= MAX_LINES_SHOWN:
                    # Wheels may not be all there is: what the end is, its own line says.
                    self._log(line.removeprefix("error: "))
                elif shown == MAX_LINES_SHOWN + 1:
                    self._log("… further output is not shown")
                lines.append(line)
                del lines[:-MAX_LINES_KEPT]
        return process.returncode, lines


def _failure(status: int, lines: Sequence[str]) -> RefusedError | UnavailableError:
    words = _words(lines)
    if status < 0:
        return RefusedError(
            f"Cannot install the environment: uv was ended by signal {-status}, most likely by the memory limit.",
            "Require fewer or smaller packages, or ask the operator for a higher limit.",
        )
    if denied := DENIED.search(words):
        remedy = f"The package index answers {denied['status']}: ask the operator to check its address and credentials."
        return RefusedError(words, remedy, logged=True)
    if "invalid peer certificate" in words:
        return RefusedError(
            words, "Ask the operator to name the CA bundle of this network in the settings.", logged=True
        )
    if "Hash mismatch" in words:
        remedy = "The package index serves other bytes than those that were locked: ask the operator why."
        return RefusedError(words, remedy, logged=True)
    if NETWORK.search(words):
        remedy = "Check that the package index can be reached; the build is tried again."
        return UnavailableError(words, remedy, logged=True)
    if "No space left on device" in words:
        return UnavailableError(words, "Ask the operator for more disk space; the build is tried again.", logged=True)
    return RefusedError(words, "Correct the requirements.", logged=True)


def _words(lines: Sequence[str]) -> str:
    """uv's own explanation: everything from its last 'error:' on."""
    starts = [index for index, line in enumerate(lines) if line.startswith("error:")]
    text = "\n".join(lines[starts[-1] :] if starts else lines[-20:])
    return text.strip().removeprefix("error: ").strip() or "uv failed without a word."
