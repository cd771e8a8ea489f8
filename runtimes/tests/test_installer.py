"""What the worker sees: the environment, the lock and the answer, from a package index of our own."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import pytest
from installer_bench import Installer
from package_index import PackageIndex

PYTHON = sys.version_info
HERE = f"{PYTHON.major}.{PYTHON.minor}"


@pytest.fixture(scope="session", autouse=True)
def packages(index: PackageIndex) -> None:
    index.wheel("alpha", "1.0", code="VALUE = 1\n")
    index.wheel("alpha", "1.5", code="VALUE = 1.5\n")
    index.wheel("alpha", "2.0", code="VALUE = 2\n")
    index.wheel("alpha", "3.0rc1", code="VALUE = 3\n")
    index.wheel("beta", "1.0", requires="alpha<2")
    index.wheel("foreign", "1.0", tag="cp37-cp37m-manylinux1_x86_64")
    index.source("sourced", "1.0")
    index.source("broken", "1.0", setup="raise RuntimeError('needs a compiler that is not here')")
    index.source("chatty", "1.0", setup="for number in range(5000): print('line', number)\nraise SystemExit(1)")


def contents(folder: Path) -> dict[str, str]:
    """Every path below the folder, with the hash of its bytes or the target of its link."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_symlink():
            found[str(path.relative_to(folder))] = f"-> {path.readlink()}"
        elif path.is_file():
            found[str(path.relative_to(folder))] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def test_makes_an_environment_when_nothing_is_required(installer: Installer) -> None:
    result = installer.install()
    assert (result["outcome"], result["packages"]) == ("installed", [])
    assert result["python"].startswith(HERE)
    assert installer.lock == ""
    assert installer.python("import sys; print(sys.prefix)") == str(installer.environment)


def test_installs_and_locks_requirements(installer: Installer, index: PackageIndex) -> None:
    result = installer.requirements("# comment", "beta  # with one", "", indexes=index.settings)
    assert result["packages"] == [{"name": "alpha", "version": "1.5"}, {"name": "beta", "version": "1.0"}]
    assert result["sourceBuilt"] == []
    assert "alpha==1.5 \\\n    --hash=sha256:" in installer.lock
    assert installer.python("import alpha, beta; print(alpha.VALUE)") == "1.5"


def test_installs_conda_file_and_requirements_together(installer: Installer, index: PackageIndex) -> None:
    (installer.build / "requirements.txt").write_text("beta\n")
    conda = f"name: x\nchannels: [defaults]\ndependencies:\n  - python={HERE}\n  - pip\n  - pip:\n    - alpha<1.5\n"
    result = installer.conda(conda, requirementsFile="requirements.txt", indexes=index.settings)
    assert [package["version"] for package in result["packages"]] == ["1.0", "1.0"]


def test_a_lock_is_installed_without_resolving_again(installer: Installer, index: PackageIndex) -> None:
    installer.requirements("alpha<2", indexes=index.settings)
    lock = installer.lock
    (installer.build / "earlier.txt").write_text(lock)
    result = installer.requirements("alpha", lock="earlier.txt", indexes=index.settings)
    assert result["packages"] == [{"name": "alpha", "version": "1.5"}]
    assert installer.lock == lock
    assert "Resolving" not in installer.log


def test_a_package_that_differs_from_its_lock_is_refused(installer: Installer, index: PackageIndex) -> None:
    (installer.build / "lock.txt").write_text(f"alpha==2.0 --hash=sha256:{'0' * 64}\n")
    result = installer.install(lock="lock.txt", indexes=index.settings)
    assert result["outcome"] == "refused"
    assert "ash mismatch" in result["reason"]


def test_the_same_request_gives_the_same_files(installer: Installer, index: PackageIndex, tmp_path: Path) -> None:
    installer.requirements("beta", "sourced", indexes=index.settings)
    first = contents(installer.environment)
    installer.requirements("beta", "sourced", indexes=index.settings, cache=tmp_path / "another-cache")
    assert contents(installer.environment) == first
    assert any(path.endswith(f"alpha.cpython-{PYTHON.major}{PYTHON.minor}.pyc") for path in first)


def test_bytecode_does_not_depend_on_the_times_of_files(installer: Installer, index: PackageIndex) -> None:
    installer.requirements("alpha", indexes=index.settings)
    code = next(installer.environment.rglob("alpha.*.pyc")).read_bytes()
    assert int.from_bytes(code[4:8], "little") == 0b01  # a hash of the source, which is not checked


def test_leftovers_in_the_environment_are_removed(installer: Installer) -> None:
    (installer.environment / "old").mkdir(parents=True)
    (installer.environment / "link").symlink_to("/etc")
    installer.install()
    assert not (installer.environment / "old").exists()
    assert not (installer.environment / "link").is_symlink()
    assert Path("/etc").is_dir()


def test_source_packages_are_tried_second_and_said_so(installer: Installer, index: PackageIndex) -> None:
    result = installer.requirements("sourced", "alpha", indexes=index.settings)
    assert result["sourceBuilt"] == ["sourced"]
    assert "No solution found" in installer.log
    assert "trying once more with source packages" in installer.log
    assert "Built from source: sourced" in installer.log
    again = installer.install(lock="lock.txt", indexes=index.settings)
    assert again["sourceBuilt"] == ["sourced"]


def test_a_failing_build_shows_the_first_refusal_too(installer: Installer, index: PackageIndex) -> None:
    result = installer.requirements("broken", indexes=index.settings)
    assert result["outcome"] == "refused"
    first, second = result["reason"].split("Building from source was tried then, and failed too:")
    assert "no usable wheels" in first
    assert "needs a compiler that is not here" in second


def test_the_output_of_a_build_is_bounded(installer: Installer, index: PackageIndex) -> None:
    result = installer.requirements("chatty", indexes=index.settings)
    assert result["outcome"] == "refused"
    assert len(installer.log.splitlines()) < 2500
    assert len(result["reason"].splitlines()) < 300


def test_source_packages_can_be_forbidden(installer: Installer, index: PackageIndex) -> None:
    result = installer.requirements("sourced", indexes={**index.settings, "UV_NO_BUILD": "1"})
    assert result["outcome"] == "refused"
    assert "trying once more" not in installer.log


def test_a_wheel_for_another_python_is_refused_in_the_words_of_the_resolver(
    installer: Installer, index: PackageIndex
) -> None:
    result = installer.requirements("foreign", indexes=index.settings)
    assert result["outcome"] == "refused"
    assert "cp37m" in result["reason"]


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["nowhere"], "nowhere was not found"),
        (["alpha==9"], "no version of alpha==9"),
        (["alpha==1.0", "alpha==2.0"], "alpha==1.0"),
        (["beta", "alpha==2.0"], "alpha"),
    ],
)
def test_what_cannot_be_solved_is_refused_in_the_words_of_the_resolver(
    installer: Installer, index: PackageIndex, lines: list[str], words: str
) -> None:
    result = installer.requirements(*lines, indexes=index.settings)
    assert result["outcome"] == "refused"
    assert words in result["reason"]
    assert result["reason"] in installer.log.replace("error: ", "")
    assert result["remedy"] in installer.log


def test_prereleases_are_taken_only_when_asked_for(installer: Installer, index: PackageIndex) -> None:
    assert installer.requirements("alpha", indexes=index.settings)["packages"][0]["version"] == "2.0"
    assert installer.requirements("--pre", "alpha", indexes=index.settings)["packages"][0]["version"] == "3.0rc1"


@pytest.mark.parametrize(
    ("line", "reason", "remedy"),
    [
        ("numpy=1", "Cannot read line 2 of 'requirements.txt'", "Write 'numpy==1'."),
        ("alpha ==", "Cannot read line 2 of 'requirements.txt'", "Correct the line."),
        ("alpha beta", "'alpha beta'", "Correct the line."),
        ("-r other.txt", "the option '-r' is not allowed", "List plain requirements"),
        ("-c other.txt", "the option '-c' is not allowed", "List plain requirements"),
        ("-e .", "the option '-e' is not allowed", "List plain requirements"),
        ("--no-binary :all:", "the option '--no-binary' is not allowed", "List plain requirements"),
        ("--index-url=https://user:secret@evil.example/simple", "'https://evil.example/simple' is not", "operator"),
        ("--extra-index-url https://evil.example", "'https://evil.example' is not one of", "operator"),
        ("-f https://evil.example", "'https://evil.example' is not one of", "operator"),
        ("alpha @ https://evil.example/alpha.whl", "'alpha' is asked for by address", "Publish"),
        ("https://evil.example/alpha.whl", "line 2", "Publish"),
        ("git+https://evil.example/alpha", "line 2", "Publish"),
        ("./alpha.whl", "line 2", "Publish"),
        ("/etc/passwd", "line 2", "Publish"),
    ],
)
def test_refuses_what_may_not_stand_in_a_requirements_file(
    installer: Installer, index: PackageIndex, line: str, reason: str, remedy: str
) -> None:
    result = installer.requirements("alpha", line, indexes=index.settings)
    assert result["outcome"] == "refused"
    assert reason in result["reason"]
    assert remedy in result["remedy"]
    assert "secret" not in installer.log + str(result)
    assert not installer.environment.exists()


def test_an_index_option_that_names_the_configured_index_changes_nothing(
    installer: Installer, index: PackageIndex
) -> None:
    result = installer.requirements(f"--index-url {index.address}/", "alpha", indexes=index.settings)
    assert result["outcome"] == "installed"


def test_hashes_in_a_requirements_file_are_kept(installer: Installer, index: PackageIndex) -> None:
    installer.requirements("alpha==1.0", indexes=index.settings)
    pinned = installer.lock
    assert installer.install(
        files={"requirements.txt": pinned}, requirementsFile="requirements.txt", indexes=index.settings
    )["packages"] == [{"name": "alpha", "version": "1.0"}]


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"alpha\xff\n", "it is not UTF-8 text (byte 5)"), (b"#" * (1024 * 1024 + 1), "larger than 1048576 bytes")],
)
def test_refuses_files_that_are_no_text(installer: Installer, content: bytes, words: str) -> None:
    (installer.build / "r.txt").write_bytes(content)
    result = installer.install(requirementsFile="r.txt")
    assert result["outcome"] == "refused"
    assert words in result["reason"]


def test_a_dead_index_is_unavailable(installer: Installer) -> None:
    result = installer.requirements(
        "alpha", indexes={"UV_DEFAULT_INDEX": "http://user:secret@127.0.0.1:9/simple", "UV_HTTP_RETRIES": "0"}
    )
    assert result["outcome"] == "unavailable"
    assert "Connection refused" in result["reason"]
    assert "secret" not in installer.log + str(result)


@pytest.mark.parametrize(("status", "outcome"), [(503, "unavailable"), (401, "refused"), (403, "refused")])
def test_an_index_that_answers_with_an_error(installer: Installer, tmp_path: Path, status: int, outcome: str) -> None:
    (tmp_path / "index").mkdir()
    with PackageIndex(tmp_path / "index", status=status) as failing:
        result = installer.requirements("alpha", indexes={**failing.settings, "UV_HTTP_RETRIES": "0"})
    assert result["outcome"] == outcome
    assert str(status) in result["reason"] or "not found" in result["reason"]


def test_variables_of_pip_are_translated(installer: Installer, index: PackageIndex, tmp_path: Path) -> None:
    host = index.address.removeprefix("http://")
    settings = {"PIP_INDEX_URL": f"http://reader:word@{host}"}
    assert installer.requirements("alpha", indexes=settings, cache=tmp_path / "fresh")["outcome"] == "installed"
    assert ("/simple/alpha/", "Basic cmVhZGVyOndvcmQ=") in index.requests


def test_a_package_comes_from_the_first_index_that_has_it(
    installer: Installer, index: PackageIndex, tmp_path: Path
) -> None:
    (tmp_path / "index").mkdir()
    with PackageIndex(tmp_path / "index") as company:
        company.wheel("alpha", "0.1", code="VALUE = 'company'\n")
        result = installer.requirements(
            "alpha", indexes={"PIP_INDEX_URL": index.address, "PIP_EXTRA_INDEX_URL": company.address}
        )
    assert result["packages"] == [{"name": "alpha", "version": "0.1"}]


def test_an_index_under_an_own_authority_needs_its_bundle(installer: Installer, tmp_path: Path) -> None:
    (tmp_path / "index").mkdir()
    with PackageIndex(tmp_path / "index", tls=True) as company:
        company.wheel("alpha", "0.1")
        settings = {**company.settings, "UV_HTTP_RETRIES": "0"}
        refused = installer.requirements("alpha", indexes=settings)
        (installer.build / "ca.pem").write_bytes(company.authority.read_bytes())
        installed = installer.requirements("alpha", indexes=settings)
    assert (refused["outcome"], "certificate" in refused["reason"]) == ("refused", True)
    assert "CA bundle" in refused["remedy"]
    assert installed["outcome"] == "installed"


def test_credentials_stay_out_of_everything_that_is_kept(installer: Installer, index: PackageIndex) -> None:
    host = index.address.removeprefix("http://")
    result = installer.requirements("beta", indexes={"UV_DEFAULT_INDEX": f"http://reader:very-secret@{host}"})
    kept = [*installer.environment.rglob("*"), installer.build / "lock.txt", installer.build / "result.json"]
    assert result["outcome"] == "installed"
    assert not any(b"very-secret" in path.read_bytes() for path in kept if path.is_file())
    assert "very-secret" not in installer.log
