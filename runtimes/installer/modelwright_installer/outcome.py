"""How an installation ends."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path


class RefusedError(Exception):
    """Cannot be installed as asked for, now or later: somebody must change something.

    ``logged``: the reason stands in the log already, in the resolver's own words.
    """

    def __init__(self, reason: str, remedy: str, *, logged: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy
        self.logged = logged


class UnavailableError(Exception):
    """Cannot be installed now: a package index does not answer. The same request may succeed later."""

    def __init__(self, reason: str, remedy: str, *, logged: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy
        self.logged = logged


@dataclass(frozen=True)
class Package:
    name: str
    version: str
    source_built: bool


@dataclass(frozen=True)
class Installed:
    """What is in the environment now."""

    python: str
    packages: Sequence[Package]
    mapped_from_conda: Sequence[str] = field(default=())


Outcome = Installed | RefusedError | UnavailableError

EXIT_STATUS: dict[type, int] = {Installed: 0, RefusedError: 2, UnavailableError: 3}


def write(outcome: Outcome, file: Path) -> None:
    """Writes the answer that the worker reads."""
    match outcome:
        case Installed():
            answer = {
                "outcome": "installed",
                "python": outcome.python,
                "packages": [{"name": package.name, "version": package.version} for package in outcome.packages],
                "sourceBuilt": [package.name for package in outcome.packages if package.source_built],
                "mappedFromConda": list(outcome.mapped_from_conda),
            }
        case RefusedError():
            answer = {"outcome": "refused", "reason": outcome.reason, "remedy": outcome.remedy}
        case UnavailableError():
            answer = {"outcome": "unavailable", "reason": outcome.reason, "remedy": outcome.remedy}
    file.write_text(json.dumps(answer, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
