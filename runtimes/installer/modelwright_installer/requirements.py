"""pip requirement lines: what may stand in them, and a refusal in words for what may not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit, urlunsplit

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

from .outcome import RefusedError

INDEX_OPTION = re.compile(r"(-i|--index-url|--extra-index-url|-f|--find-links)(?:\s*=\s*|\s+)(?P<url>\S+)$")
HASH_OPTION = re.compile(r"\s+--hash[=\s]\S+")
SINGLE_EQUALS = re.compile(r"(?P<name>[A-Za-z0-9][A-Za-z0-9._-]*)\s*=\s*(?P<version>[0-9][\w.*]*)$")
COMMENT = re.compile(r"(^|\s)#.*$")


class Requirements:
    """Requirement lines of one or more files, in the order they were given."""

    def __init__(self, lines: Iterable[str] = (), *, prereleases: bool = False) -> None:
        self.lines = tuple(dict.fromkeys(lines))
        self.prereleases = prereleases

    def __add__(self, other: Requirements) -> Requirements:
        return Requirements(self.lines + other.lines, prereleases=self.prereleases or other.prereleases)

    def __len__(self) -> int:
        return len(self.lines)

    def names(self) -> set[str]:
        return {canonicalize_name(Requirement(HASH_OPTION.sub("", line)).name) for line in self.lines}

    @staticmethod
    def parse(text: str, source: str, known_indexes: Iterable[str] = ()) -> Requirements:
        """Reads a requirements file. ``known_indexes`` are the operator's: naming one of them changes nothing."""
        known = {_bare(url) for url in known_indexes}
        lines: list[str] = []
        prereleases = False
        for number, line in _logical_lines(text):
            where = f"line {number} of '{source}'"
            if line == "--pre":
                prereleases = True
            elif line.startswith("-"):
                _check_option(line, where, known)
            else:
                _check_requirement(line, where)
                lines.append(line)
        return Requirements(lines, prereleases=prereleases)


def _logical_lines(text: str) -> Iterator[tuple[int, str]]:
    pending, first = "", 0
    for number, raw in enumerate(text.splitlines(), start=1):
        first = first or number
        joined = pending + COMMENT.sub("", raw).rstrip()
        if joined.endswith("\\"):
            pending = joined[:-1] + " "
            continue
        if joined.strip():
            yield first, joined.strip()
        pending, first = "", 0
    if pending.strip():
        yield first, pending.strip()


def _check_option(line: str, where: str, known: set[str]) -> None:
    option = INDEX_OPTION.match(line)
    if option is None:
        raise RefusedError(
            f"Cannot honour {where}: the option '{line.split()[0]}' is not allowed in an image's requirements.",
            "List plain requirements only: one file, packages by name and version.",
        )
    url = _bare(option["url"])
    if url not in known:
        raise RefusedError(
            f"Cannot honour {where}: '{url}' is not one of the package indexes that this installation allows.",
            "Remove the line, or ask the operator to configure that index.",
        )


def _check_requirement(line: str, where: str) -> None:
    text = HASH_OPTION.sub("", line)
    try:
        requirement = Requirement(text)
    except InvalidRequirement as error:
        slip = SINGLE_EQUALS.match(text)
        remedy = f"Write '{slip['name']}=={slip['version']}'." if slip else "Correct the line."
        if re.match(r"(\.{0,2}/|[a-z+]+://|git\+|file:)", text):
            remedy = "Publish the package in a package index and require it by name and version."
        raise RefusedError(f"Cannot read {where}: {_one_line(error)}: '{text}'.", remedy) from None
    if requirement.url:
        raise RefusedError(
            f"Cannot install {where}: '{requirement.name}' is asked for by address, not by version.",
            "Publish the package in a package index and require it by name and version.",
        )


def _one_line(error: InvalidRequirement) -> str:
    return str(error).splitlines()[0].rstrip(": ")


def _bare(url: str) -> str:
    """The address without credentials, for comparison and for messages."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2].lower(), parts.path.rstrip("/"), "", ""))
