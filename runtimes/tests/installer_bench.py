"""Runs the installer as the worker does: files beside request.json, the answer in result.json."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

EXIT_STATUS = {"installed": 0, "refused": 2, "unavailable": 3}


class Installer:
    """One build folder, one environment folder; ``log`` is what the last run printed."""

    def __init__(self, command: Path, folder: Path, cache: Path) -> None:
        self._command = command
        self._cache = cache
        self.build = folder / "build"
        self.environment = folder / "env"
        self.log = ""
        self.build.mkdir()
        base = folder / "base"
        base.mkdir()
        (base / "python3").symlink_to(os.path.realpath(sys.executable))
        self._path = f"{base}:/usr/bin:/bin"

    def install(
        self, *, cache: Path | None = None, files: dict[str, str] | None = None, **request: Any
    ) -> dict[str, Any]:
        for name, content in (files or {}).items():
            (self.build / name).write_text(content)
        (self.build / "request.json").write_text(json.dumps(request))
        (self.build / "result.json").unlink(missing_ok=True)
        process = subprocess.run(
            [self._command],
            env={
                "PATH": self._path,
                "MODELWRIGHT_BUILD": str(self.build),
                "MODELWRIGHT_ENVIRONMENT": str(self.environment),
                "MODELWRIGHT_CACHE": str(cache or self._cache),
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=120,
        )
        self.log = process.stdout
        assert (self.build / "result.json").is_file(), self.log
        result = json.loads((self.build / "result.json").read_text())
        assert process.returncode == EXIT_STATUS[result["outcome"]], self.log
        return result

    def requirements(self, *lines: str, **request: Any) -> dict[str, Any]:
        return self.install(
            files={"requirements.txt": "\n".join(lines) + "\n"}, requirementsFile="requirements.txt", **request
        )

    def conda(self, text: str, **request: Any) -> dict[str, Any]:
        return self.install(files={"conda.yml": text}, condaFile="conda.yml", **request)

    @property
    def lock(self) -> str:
        return (self.build / "lock.txt").read_text()

    def python(self, code: str) -> str:
        return subprocess.run(
            [self.environment / "bin" / "python", "-c", code], check=True, capture_output=True, text=True
        ).stdout.strip()
