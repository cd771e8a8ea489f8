"""The conda environment file, as far as it can be honoured without conda packages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import yaml
from packaging.specifiers import InvalidSpecifier, SpecifierSet

from .outcome import RefusedError
from .requirements import Requirements

CHANNEL = re.compile(r"^[\w./-]+(?:\[[^]]*])?::")
SPEC = re.compile(r"^(?P<name>[A-Za-z0-9_][\w.-]*)\s*(?P<version>[=<>!~].*|\s[\d*].*)?$")
PROVIDED = ("python", "pip")
IGNORED_KEYS = ("name", "channels", "prefix")


@dataclass(frozen=True)
class CondaPackage:
    """One line of the dependencies, without its channel; version as conda writes it, empty = any."""

    name: str
    version: str

    def __str__(self) -> str:
        return self.name + self.version

    def alternatives(self) -> Sequence[SpecifierSet]:
        """The versions as Python's specifiers; one of the alternatives has to match."""
        return [_specifiers(alternative, self) for alternative in self.version.split("|")]

    def as_requirement(self) -> str:
        alternatives = self.alternatives()
        if len(alternatives) > 1:
            raise RefusedError(
                f"Cannot take conda package '{self}' from the Python package index: it allows alternatives.",
                "Name one version or one range.",
            )
        return f"{self.name}{alternatives[0]}"


@dataclass(frozen=True)
class CondaFile:
    """python: what is asked for, None = nothing; packages: all others except pip itself."""

    source: str
    python: CondaPackage | None
    packages: Sequence[CondaPackage]
    pip: Requirements

    @staticmethod
    def parse(text: str, source: str, known_indexes: Iterable[str] = ()) -> CondaFile:
        dependencies = _dependencies(text, source)
        packages = [_package(entry, source) for entry in dependencies if not isinstance(entry, dict)]
        pip = [_pip_section(entry, source) for entry in dependencies if isinstance(entry, dict)]
        pythons = [package for package in packages if package.name == "python"]
        if len(pythons) > 1:
            raise _refusal(source, "'python' is listed more than once", "List it once.")
        return CondaFile(
            source,
            pythons[0] if pythons else None,
            [package for package in packages if package.name not in PROVIDED],
            Requirements.parse("\n".join(line for section in pip for line in section), f"{source}, pip", known_indexes),
        )


def _dependencies(text: str, source: str) -> list[Any]:
    try:
        document = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f" (line {mark.line + 1}, column {mark.column + 1})" if mark else ""
        raise _refusal(source, f"{error.problem}{where}", "Correct the YAML.") from None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise _refusal(source, f"it is not YAML: {error}", "Correct the YAML.") from None
    if document is None:
        return []
    if not isinstance(document, dict):
        raise _refusal(source, "it is not a mapping with a key 'dependencies'", "Use conda's environment file format.")
    for key in document:
        if key not in (*IGNORED_KEYS, "dependencies"):
            raise _refusal(source, f"the key '{key}' cannot be honoured", "Remove it.")
    dependencies = document.get("dependencies") or []
    if not isinstance(dependencies, list):
        raise _refusal(source, "'dependencies' is not a list", "Write one '- package' per line.")
    return dependencies


def _pip_section(entry: dict[Any, Any], source: str) -> list[str]:
    if list(entry) != ["pip"]:
        raise _refusal(source, f"the section '{next(iter(entry), '')}' is not known", "Use 'pip:' only.")
    lines = entry["pip"] or []
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        raise _refusal(source, "the 'pip:' section is not a list of texts", "Write one '- package==version' per line.")
    return lines


def _package(entry: Any, source: str) -> CondaPackage:
    match = SPEC.match(CHANNEL.sub("", entry.strip())) if isinstance(entry, str) else None
    if match is None:
        raise _refusal(source, f"'{entry}' is not a package", "Write 'name', 'name=version' or 'name>=version'.")
    return CondaPackage(match["name"].lower(), "".join((match["version"] or "").split()))


def _specifiers(alternative: str, package: CondaPackage) -> SpecifierSet:
    try:
        return SpecifierSet(",".join(_specifier(part, package) for part in alternative.split(",") if part))
    except InvalidSpecifier:
        raise RefusedError(
            f"Cannot read the version of conda package '{package}'.",
            f"Write '{package.name}=1.2' or '{package.name}>=1.2'.",
        ) from None


def _specifier(part: str, package: CondaPackage) -> str:
    operator, version = re.match(r"([=<>!~]*)(.*)", part).groups()
    if "=" in version:
        raise RefusedError(
            f"Cannot honour '{package}': build '{version.partition('=')[2]}' exists in a conda channel only.",
            f"Write '{package.name}={version.partition('=')[0]}'.",
        )
    if version in ("", "*"):
        return ""
    if operator in ("", "="):
        return f"=={version.removesuffix('*').removesuffix('.')}.*"
    return operator + version


def _refusal(source: str, cause: str, remedy: str) -> RefusedError:
    return RefusedError(f"Cannot read conda file '{source}': {cause}.", remedy)
