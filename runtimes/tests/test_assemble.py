"""The tar file of server and installer."""

from __future__ import annotations

import subprocess
import sys
import tarfile
from pathlib import Path

import conftest


def test_is_the_same_bit_for_bit(server_tar: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.tar"
    subprocess.run([sys.executable, conftest.RUNTIMES / "assemble", again, conftest.PYTHON], check=True)
    assert again.read_bytes() == server_tar.read_bytes()


def test_holds_only_what_an_image_needs(server_tar: Path) -> None:
    with tarfile.open(server_tar) as archive:
        entries = archive.getmembers()
    names = [entry.name for entry in entries]
    assert names == sorted(names)
    assert {"opt/modelwright/server/start", "opt/modelwright/installer/bin/uv"} <= set(names)
    assert not [name for name in names if "test_" in name or "__pycache__" in name or name.endswith("requirements.txt")]
    assert {(entry.uid, entry.gid, entry.uname, entry.mtime) for entry in entries} == {(0, 0, "", 0)}
    assert {oct(entry.mode) for entry in entries} == {"0o755", "0o644"}
    executable = {entry.name.rpartition("/")[2] for entry in entries if entry.isfile() and entry.mode == 0o755}
    assert executable == {"start", "probe", "install", "uv"}


def test_runs_uv_on_any_base(modelwright: Path) -> None:
    with (modelwright / "installer" / "bin" / "uv").open("rb") as binary:
        assert b"ld-linux" not in binary.read(1024 * 1024)


def test_explains_its_usage() -> None:
    process = subprocess.run([sys.executable, conftest.RUNTIMES / "assemble"], capture_output=True, text=True)
    assert (process.returncode, process.stderr.startswith("usage:")) == (64, True)
