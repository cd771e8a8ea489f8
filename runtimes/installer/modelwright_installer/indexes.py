"""Where packages come from: the operator's settings in uv's words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

PYPI = "https://pypi.org/simple"
IMMUTABLE = "max-age=31536000, immutable"
PASSED = (
    "UV_DEFAULT_INDEX",
    "UV_INDEX",
    "UV_INDEX_STRATEGY",
    "UV_FIND_LINKS",
    "UV_INSECURE_HOST",
    "UV_HTTP_TIMEOUT",
    "UV_HTTP_RETRIES",
    "UV_NO_INDEX",
    "UV_NO_BUILD",
    "UV_EXCLUDE_NEWER",
    "SSL_CERT_FILE",
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "ALL_PROXY",
    "NO_PROXY",
)
# uv reads none of pip's variables: without this an operator's mirror would be bypassed silently
TRANSLATED = {
    "PIP_INDEX_URL": ("UV_DEFAULT_INDEX", " "),
    "PIP_EXTRA_INDEX_URL": ("UV_INDEX", " "),
    "PIP_FIND_LINKS": ("UV_FIND_LINKS", ","),
    "PIP_TRUSTED_HOST": ("UV_INSECURE_HOST", " "),
    "PIP_DEFAULT_TIMEOUT": ("UV_HTTP_TIMEOUT", " "),
    "PIP_NO_INDEX": ("UV_NO_INDEX", " "),
    "PIP_CERT": ("SSL_CERT_FILE", " "),
}
PASSED_BY_NAME = ("UV_INDEX_", "UV_HTTP_BASIC_")  # credentials of a named index


class UnknownIndexSettingError(Exception):
    """The worker passes a variable whose effect on an installation is not known."""


def uv_settings(indexes: Mapping[str, str], authorities: Path) -> dict[str, str]:
    """Variables for uv. ``authorities`` is the CA bundle beside the request, used when it is there."""
    settings: dict[str, str] = {}
    for name, value in indexes.items():
        if name.upper() in PASSED or name.startswith(PASSED_BY_NAME):
            settings[name.upper()] = value
        elif name not in TRANSLATED:
            raise UnknownIndexSettingError(name)
    for name, (uv_name, separator) in TRANSLATED.items():
        if name in indexes:
            settings.setdefault(uv_name, separator.join(indexes[name].split()))
    if authorities.is_file():
        settings["SSL_CERT_FILE"] = str(authorities)
    return settings


def addresses(settings: Mapping[str, str]) -> Iterable[str]:
    """All index addresses in the settings, without the names that uv allows in front of them."""
    for name in ("UV_DEFAULT_INDEX", "UV_INDEX", "UV_FIND_LINKS"):
        for entry in settings.get(name, "").replace(",", " ").split():
            yield _named(entry)[1]


def configuration(settings: Mapping[str, str]) -> str:
    """The indexes as uv's configuration file, which can say what variables cannot: a published file never changes.

    Many mirrors do not say so themselves; uv would then fetch and build every source package anew for each environment.
    """
    if settings.get("UV_NO_INDEX"):
        return ""
    entries = [_named(entry) for entry in settings.get("UV_INDEX", "").split()]
    default = _named(settings.get("UV_DEFAULT_INDEX") or PYPI)
    return "".join(_index(*entry) for entry in entries) + _index(*default) + "default = true\n"


def _index(name: str, address: str) -> str:
    lines = ["[[index]]", f"url = {json.dumps(address)}", f"cache-control = {{ files = {json.dumps(IMMUTABLE)} }}"]
    if name:
        lines.append(f"name = {json.dumps(name)}")
    return "\n".join(lines) + "\n"


def _named(entry: str) -> tuple[str, str]:
    name, separator, address = entry.partition("=")
    return (name, address) if separator and "://" in address and "://" not in name else ("", entry)
