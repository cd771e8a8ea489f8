"""The command ``install``: request.json in, result.json and an exit status out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from .installation import Installation, Places
from .outcome import EXIT_STATUS, Outcome, RefusedError, UnavailableError, write
from .request import Request

HERE = Path(__file__).resolve().parent.parent


def main(environment: Mapping[str, str]) -> int:
    """0 installed, 2 refused, 3 unavailable; anything else is a fault of ours, with a traceback."""
    folder = Path(environment.get("MODELWRIGHT_BUILD", "/opt/modelwright/build"))
    places = Places(
        environment=Path(environment.get("MODELWRIGHT_ENVIRONMENT", "/opt/env")),
        uv=HERE / "bin" / "uv",
        cache=Path(environment.get("MODELWRIGHT_CACHE", "/var/cache/modelwright")) / "uv",
    )
    outcome = _install(folder, places)
    write(outcome, folder / "result.json")
    return EXIT_STATUS[type(outcome)]


def _install(folder: Path, places: Places) -> Outcome:
    try:
        return Installation(Request.read(folder), places, _log).run()
    except (RefusedError, UnavailableError) as error:
        _log(error.remedy if error.logged else f"{error.reason}\n{error.remedy}")
        return error


def _log(line: str) -> None:
    print(line, flush=True)
