"""What the worker asks for: ``request.json`` and the files beside it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .outcome import RefusedError

MAX_FILE_BYTES = 1024 * 1024


@dataclass(frozen=True)
class Request:
    """File names are relative to the folder of the request, None = not given.

    lock:               exact versions with hashes from an earlier installation; then nothing is resolved.
    map_conda_to_pypi:  whether the operator lets conda packages be taken from PyPI under the same name.
    indexes:            ``UV_…`` (or ``PIP_…``) variables that say where packages come from; may hold credentials.
    """

    folder: Path
    conda_file: str | None = None
    requirements_file: str | None = None
    lock: str | None = None
    map_conda_to_pypi: bool = False
    indexes: Mapping[str, str] = field(default_factory=dict)

    @staticmethod
    def read(folder: Path) -> Request:
        asked = json.loads((folder / "request.json").read_text(encoding="utf-8"))
        return Request(
            folder,
            _name(asked, "condaFile"),
            _name(asked, "requirementsFile"),
            _name(asked, "lock"),
            asked.get("mapCondaToPypi") is True,
            {str(key): str(value) for key, value in (asked.get("indexes") or {}).items()},
        )

    def text(self, name: str) -> str:
        """The content of one of the user's files."""
        content = (self.folder / name).read_bytes()
        if len(content) > MAX_FILE_BYTES:
            raise RefusedError(
                f"Cannot read '{name}': it is larger than {MAX_FILE_BYTES} bytes.", "Send the list of packages only."
            )
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise RefusedError(
                f"Cannot read '{name}': it is not UTF-8 text (byte {error.start}).", "Save it as UTF-8."
            ) from None


def _name(asked: Mapping[str, Any], key: str) -> str | None:
    name = asked.get(key)
    if name is None:
        return None
    if not isinstance(name, str) or name != Path(name).name:
        raise ValueError(f"{key} of request.json is not a plain file name: {name!r}")
    return name
