"""The installation itself: read, lock, install."""

from __future__ import annotations

import re
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path

from .conda import CondaFile
from .indexes import addresses, uv_settings
from .outcome import Installed, Package, RefusedError
from .request import Request
from .requirements import Requirements
from .uv import Uv

WHEELS_ONLY = ("--only-binary", ":all:")
UNDECLARED = {"azure-ml-api-sdk": "setuptools<81"}
MISSING_WHEEL = re.compile(r"no usable wheels|no wheels|building from source is disabled")


@dataclass(frozen=True)
class Places:
    """environment: where packages go, always the same path, since it is written into files there; uv, cache: see Uv."""

    environment: Path
    uv: Path
    cache: Path

    @property
    def python(self) -> Path:
        return self.environment / "bin" / "python"


@dataclass(frozen=True)
class Wanted:
    requirements: Requirements
    mapped_from_conda: Sequence[str]


class Installation:
    """One run of the installer for one request."""

    def __init__(self, request: Request, places: Places, log: Callable[[str], None]) -> None:
        self._request = request
        self._places = places
        self._log = log
        self._settings = uv_settings(request.indexes, request.folder / "ca.pem")
        self._uv = Uv(places.uv, places.cache, request.folder, self._settings, log)
        self._lock = request.folder / "lock.txt"
        self._first_refusal: RefusedError | None = None

    def run(self) -> Installed:
        """Raises RefusedError or UnavailableError."""
        wanted = self._read()
        self._make_environment()
        self._lock_versions(wanted.requirements)
        self._install()
        return self._report(wanted)

    def _read(self) -> Wanted:
        requirements, mapped = Requirements(), []
        indexes = list(addresses(self._settings))
        if name := self._request.conda_file:
            conda = CondaFile.parse(self._request.text(name), name, indexes)
            _check_python(conda)
            mapped = self._map_to_pypi(conda)
            requirements += Requirements(package.as_requirement() for package in conda.packages) + conda.pip
        if name := self._request.requirements_file:
            requirements += Requirements.parse(self._request.text(name), name, indexes)
        requirements += self._undeclared(requirements)
        return Wanted(requirements, mapped)

    def _map_to_pypi(self, conda: CondaFile) -> Sequence[str]:
        if not conda.packages:
            return []
        names = ", ".join(f"'{package}'" for package in conda.packages)
        if not self._request.map_conda_to_pypi:
            raise RefusedError(
                f"Cannot provide {names} of '{conda.source}': no conda channel is configured here.",
                "Move it to the 'pip:' section, or ask the operator to allow 'modelwright.conda.map-to-pypi'.",
            )
        self._log(f"Taking conda packages from the Python package index: {names}")
        return [package.name for package in conda.packages]

    def _undeclared(self, requirements: Requirements) -> Requirements:
        """What packages import without requiring it, because every environment used to hold it."""
        names = requirements.names()
        missing = [line for name, line in UNDECLARED.items() if name in names and "setuptools" not in names]
        for line in missing:
            self._log(f"Adding '{line}', which a package imports without requiring it")
        return Requirements(missing)

    def _make_environment(self) -> None:
        environment = self._places.environment
        if environment.is_dir():
            for entry in environment.iterdir():
                shutil.rmtree(entry) if entry.is_dir() and not entry.is_symlink() else entry.unlink()
        self._uv.run("venv", "--quiet", "--relocatable", "--no-project", "--python", sys.executable, str(environment))

    def _lock_versions(self, requirements: Requirements) -> None:
        if self._request.lock:
            self._log("Using the versions of an earlier installation of the same requirements")
            given = self._request.folder / self._request.lock
            if given != self._lock:
                shutil.copyfile(given, self._lock)
        elif len(requirements) == 0:
            self._log(f"No packages are required; the environment is Python {_python()} alone")
            self._lock.write_text("")
        else:
            self._resolve(requirements)

    def _resolve(self, requirements: Requirements) -> None:
        self._log(f"Resolving {_count(len(requirements), 'requirement')} for Python {_python()}")
        source = self._request.folder / "requirements.in"
        self._lock.unlink(missing_ok=True)  # uv would prefer the versions of a lock that lies there
        source.write_text("\n".join(requirements.lines) + "\n", encoding="utf-8")
        options = ("--prerelease", "allow") if requirements.prereleases else ()
        try:
            self._compile(source, *options, *WHEELS_ONLY)
        except RefusedError as first:
            if self._settings.get("UV_NO_BUILD") or not MISSING_WHEEL.search(first.reason):
                raise
            self._log("Not everything is there as a wheel: trying once more with source packages, which are built here")
            try:
                self._compile(source, *options)
            except RefusedError as second:
                raise _both(first, second) from None
            self._first_refusal = first

    def _compile(self, source: Path, *options: str) -> None:
        self._uv.run(
            "pip", "compile", "--quiet", "--generate-hashes", "--no-header", "--no-annotate", *options,
            "--python", str(self._places.python), "--output-file", str(self._lock), str(source),
        )  # fmt: skip

    def _install(self) -> None:
        if not self._lock.read_text().strip():
            return
        began = time.monotonic()
        try:
            self._uv.run(
                "pip", "sync", "--require-hashes", "--compile-bytecode",
                "--python", str(self._places.python), str(self._lock),
            )  # fmt: skip
        except RefusedError as error:
            raise _both(self._first_refusal, error) from None
        self._log(f"Installed in {time.monotonic() - began:.1f} s")

    def _report(self, wanted: Wanted) -> Installed:
        packages = _packages(self._places.environment)
        if built := [package.name for package in packages if package.source_built]:
            self._log(f"Built from source: {', '.join(built)}")
        return Installed(_python(), packages, wanted.mapped_from_conda)


def _check_python(conda: CondaFile) -> None:
    """The image's interpreter is the runtime's; another one is refused, never passed over in silence."""
    wanted = conda.python
    if wanted is None or any(_python() in specifiers for specifiers in wanted.alternatives()):
        return
    minor = _python().rpartition(".")[0]
    raise RefusedError(
        f"Cannot provide '{wanted}' of '{conda.source}': this runtime has Python {_python()} only.",
        f"Write 'python={minor}' or leave the line out, or ask the operator for a runtime with that version.",
    )


def _python() -> str:
    return ".".join(map(str, sys.version_info[:3]))


def _both(first: RefusedError | None, second: RefusedError) -> RefusedError:
    """A compiler's last words mean little without the reason why something had to be compiled."""
    if first is None:
        return second
    return RefusedError(
        f"{first.reason}\nBuilding from source was tried then, and failed too:\n{second.reason}",
        "Require a version that has a wheel for this Python version, or another package.",
        logged=True,
    )


def _packages(environment: Path) -> Sequence[Package]:
    folders = [str(folder) for folder in environment.glob("lib/python*/site-packages")]
    found = (_package(distribution) for distribution in distributions(path=folders))
    return sorted(found, key=lambda package: package.name)


def _package(distribution: Distribution) -> Package:
    built = distribution.read_text("uv_build.json") is not None  # uv leaves it in what it built itself
    return Package(distribution.metadata["Name"], distribution.version, built)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
