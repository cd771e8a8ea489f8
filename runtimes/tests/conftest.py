"""Everything runs from the very files that go into an image: ``assemble`` makes them once per test run."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from installer_bench import Installer
from package_index import PackageIndex
from scoring_server import ScoringServer

RUNTIMES = Path(__file__).resolve().parent.parent
PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"


@pytest.fixture(scope="session")
def server_tar(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("assembled") / "server.tar"
    subprocess.run([sys.executable, RUNTIMES / "assemble", target, PYTHON], check=True)
    return target


@pytest.fixture(scope="session")
def modelwright(server_tar: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that is /opt/modelwright in an image."""
    root = tmp_path_factory.mktemp("root")
    with tarfile.open(server_tar) as archive:
        archive.extractall(root, filter="tar")
    return root / "opt" / "modelwright"


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PackageIndex]:
    with PackageIndex(tmp_path_factory.mktemp("index")) as packages:
        yield packages


@pytest.fixture
def installer(modelwright: Path, cache: Path, tmp_path: Path) -> Installer:
    return Installer(modelwright / "installer" / "install", tmp_path, cache)


@pytest.fixture(scope="session")
def environment(modelwright: Path, cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment without any package, as most tests of the server need it."""
    installer = Installer(modelwright / "installer" / "install", tmp_path_factory.mktemp("environment"), cache)
    assert installer.install()["outcome"] == "installed"
    return installer.environment


@pytest.fixture
def serve(modelwright: Path, environment: Path, tmp_path: Path) -> Iterator[Callable[..., ScoringServer]]:
    """Starts a server for the given files; all are stopped at the end of the test."""
    yield from _servers(modelwright, environment, tmp_path)


@pytest.fixture(scope="module")
def serve_once(
    modelwright: Path, environment: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[..., ScoringServer]]:
    """The same for a server that several tests share."""
    yield from _servers(modelwright, environment, tmp_path_factory.mktemp("shared"))


def _servers(modelwright: Path, environment: Path, folder: Path) -> Iterator[Callable[..., ScoringServer]]:
    started: list[ScoringServer] = []

    def start(
        driver: str,
        files: dict[str, str] | None = None,
        *,
        python: Path | None = None,
        read_only: bool = False,
        **settings: str,
    ) -> ScoringServer:
        app = folder / f"app{len(started)}"
        for name, content in {"score.py": driver, **(files or {})}.items():
            (app / name).parent.mkdir(parents=True, exist_ok=True)
            (app / name).write_text(content)
        if read_only:
            app.chmod(0o555)
        server = ScoringServer(modelwright / "server", python or environment, app, settings, bound=read_only)
        started.append(server)
        return server

    yield start
    for server in started:
        server.close()


@pytest.fixture(scope="session")
def public_index() -> dict[str, str]:
    """How this machine reaches its package index, as an operator would configure it."""
    names = ("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "UV_DEFAULT_INDEX", "UV_INDEX", "SSL_CERT_FILE")
    return {name: os.environ[name] for name in names if os.environ.get(name)}
