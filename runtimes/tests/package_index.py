"""A package index on this machine: real wheels and source packages, served as the simple API says."""

from __future__ import annotations

import base64
import functools
import hashlib
import http.server
import io
import ssl
import subprocess
import tarfile
import threading
import zipfile
from pathlib import Path
from types import TracebackType


class PackageIndex:
    """Serves its folder at ``address``; with ``tls`` under a certificate that only ``authority`` vouches for."""

    def __init__(self, folder: Path, *, tls: bool = False, status: int | None = None) -> None:
        self.requests: list[tuple[str, str | None]] = []
        self.authority = folder / "authority.pem"
        self._simple = folder / "simple"
        self._simple.mkdir()
        handler = functools.partial(_Handler, self, status, directory=str(folder))
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        if tls:
            self._server.socket = _tls(folder, self.authority).wrap_socket(self._server.socket, server_side=True)
        self.address = f"{'https' if tls else 'http'}://127.0.0.1:{self._server.server_port}/simple"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def __enter__(self) -> PackageIndex:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def settings(self) -> dict[str, str]:
        return {"UV_DEFAULT_INDEX": self.address}

    def wheel(
        self, name: str, version: str = "1.0", *, requires: str | None = None, code: str = "", tag: str = "py3-none-any"
    ) -> None:
        info = f"{name}-{version}.dist-info"
        metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
        if requires:
            metadata += f"Requires-Dist: {requires}\n"
        files = {
            f"{name}.py": code,
            f"{info}/METADATA": metadata,
            f"{info}/WHEEL": f"Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: {tag}\n",
        }
        record = "".join(f"{path},{_record_hash(content)},{len(content)}\n" for path, content in files.items())
        files[f"{info}/RECORD"] = record + f"{info}/RECORD,,\n"
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w") as wheel:
            for path, content in files.items():
                wheel.writestr(path, content)
        self._add(name, f"{name}-{version}-{tag}.whl", archive.getvalue())

    def source(self, name: str, version: str = "1.0", *, setup: str = "") -> None:
        """A source package in the old form, which needs setuptools: from the wheel of it that ``setuptools`` adds."""
        files = {
            f"{name}-{version}/PKG-INFO": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
            f"{name}-{version}/pyproject.toml": BACKEND,
            f"{name}-{version}/backend.py": BUILD.format(name=name, version=version, setup=setup),
        }
        archive = io.BytesIO()
        with tarfile.open(fileobj=archive, mode="w:gz") as source:
            for path, content in files.items():
                entry = tarfile.TarInfo(path)
                entry.size = len(content)
                source.addfile(entry, io.BytesIO(content.encode()))
        self._add(name, f"{name}-{version}.tar.gz", archive.getvalue())

    def _add(self, name: str, file: str, content: bytes) -> None:
        folder = self._simple / name.replace("_", "-")
        folder.mkdir(exist_ok=True)
        (folder / file).write_bytes(content)
        links = "".join(
            f'<a href="{path.name}#sha256={hashlib.sha256(path.read_bytes()).hexdigest()}">{path.name}</a>\n'
            for path in sorted(folder.iterdir())
            if path.suffix != ".html"
        )
        (folder / "index.html").write_text(f"<!DOCTYPE html>\n{links}")


BACKEND = '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'
BUILD = """
import os, zipfile
{setup}
def build_wheel(folder, config_settings=None, metadata_directory=None):
    info = "{name}-{version}.dist-info"
    wheel = "{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(os.path.join(folder, wheel), "w") as archive:
        archive.writestr(zipfile.ZipInfo("{name}.py"), "built = True\\n")
        archive.writestr(zipfile.ZipInfo(info + "/METADATA"), "Metadata-Version: 2.1\\nName: {name}\\nVersion: {version}\\n")
        archive.writestr(zipfile.ZipInfo(info + "/WHEEL"), "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        archive.writestr(zipfile.ZipInfo(info + "/RECORD"), "")
    return wheel
"""


class _Handler(http.server.SimpleHTTPRequestHandler):
    def __init__(self, index: PackageIndex, status: int | None, *arguments: object, directory: str) -> None:
        self._index = index
        self._status = status
        super().__init__(*arguments, directory=directory)

    def do_GET(self) -> None:
        self._index.requests.append((self.path, self.headers.get("authorization")))
        if self._status:
            self.send_error(self._status)
        else:
            super().do_GET()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name in the standard library
        pass


def _record_hash(content: str) -> str:
    digest = base64.urlsafe_b64encode(hashlib.sha256(content.encode()).digest())
    return "sha256=" + digest.rstrip(b"=").decode()


def _tls(folder: Path, authority: Path) -> ssl.SSLContext:
    """A certificate for 127.0.0.1 by an authority that exists for this test only."""

    def openssl(*arguments: str | Path) -> None:
        subprocess.run(["openssl", *arguments], check=True, capture_output=True, cwd=folder)

    new_key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2")
    ca = ("-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign")
    openssl("req", "-x509", *new_key, "-keyout", "ca.key", "-out", authority, "-subj", "/CN=throw-away authority", *ca)
    openssl("req", *new_key, "-keyout", "key.pem", "-out", "request.pem", "-subj", "/CN=127.0.0.1")
    (folder / "extensions").write_text("subjectAltName=IP:127.0.0.1\nextendedKeyUsage=serverAuth\n")
    openssl(
        "x509", "-req", "-in", "request.pem", "-CA", authority, "-CAkey", "ca.key", "-CAcreateserial", "-days", "2",
        "-extfile", "extensions", "-out", "certificate.pem",
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "certificate.pem", folder / "key.pem")
    return context
