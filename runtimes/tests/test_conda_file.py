"""What a conda environment file may say, and what is refused in words."""

from __future__ import annotations

import sys

import pytest
from installer_bench import Installer
from package_index import PackageIndex

MAJOR, MINOR, PATCH = sys.version_info[:3]
HERE = f"{MAJOR}.{MINOR}"


def dependencies(*lines: str) -> str:
    return "name: model\nchannels:\n  - conda-forge\ndependencies:\n" + "".join(f"  - {line}\n" for line in lines)


@pytest.mark.parametrize(
    "python",
    [
        "python",
        f"python={HERE}",
        f"python={HERE}.*",
        f"python={HERE}*",
        f"python=={HERE}.{PATCH}",
        f"python={MAJOR}",
        f"python {HERE}.*",
        "python>=3.6",
        f"'python>=3.6,<{MAJOR}.{MINOR + 1}'",
        f"python=3.6|{HERE}",
        f"conda-forge::python={HERE}",
        f"conda-forge/linux-64::Python>={HERE}",
    ],
)
def test_honours_a_python_that_the_runtime_has(installer: Installer, python: str) -> None:
    assert installer.conda(dependencies(python))["outcome"] == "installed"


@pytest.mark.parametrize(
    "python",
    ["python=3.7", "python=2.7.13", "python==3.6.*", "python<3.6", f"python={HERE}.99", f"'python>=3.5,!={HERE}.*'"],
)
def test_refuses_a_python_that_the_runtime_has_not_and_names_what_there_is(installer: Installer, python: str) -> None:
    result = installer.conda(dependencies(python))
    assert result["outcome"] == "refused"
    assert f"this runtime has Python {HERE}.{PATCH} only" in result["reason"]
    assert f"Write 'python={HERE}'" in result["remedy"]
    assert not installer.environment.exists()


def test_refuses_conda_packages_and_names_all_of_them(installer: Installer) -> None:
    result = installer.conda(dependencies(f"python={HERE}", "numpy=1.26", "pip", "libgcc"))
    assert result["outcome"] == "refused"
    assert "Cannot provide 'numpy=1.26', 'libgcc' of 'conda.yml'" in result["reason"]
    assert "modelwright.conda.map-to-pypi" in result["remedy"]


def test_takes_conda_packages_from_pypi_when_the_operator_allows_it(installer: Installer, index: PackageIndex) -> None:
    index.wheel("mapped", "1.4.2")
    index.wheel("mapped", "1.5.0")
    result = installer.conda(dependencies("mapped=1.4", "pip"), mapCondaToPypi=True, indexes=index.settings)
    assert result["packages"] == [{"name": "mapped", "version": "1.4.2"}]
    assert result["mappedFromConda"] == ["mapped"]
    assert "'mapped=1.4'" in installer.log


@pytest.mark.parametrize("spec", ["mapped=1.4=py37_0", "mapped=1.4|1.5", "mapped=>1.4", "mapped=one"])
def test_refuses_versions_that_pypi_cannot_express(installer: Installer, spec: str) -> None:
    assert installer.conda(dependencies(spec), mapCondaToPypi=True)["outcome"] == "refused"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("dependencies: [", "line 1"),
        ("name: x\ndependencies:\n\t- python\n", "line 3, column 1"),
        ("- python\n", "not a mapping"),
        ("just text", "not a mapping"),
        ("dependencies: python\n", "not a list"),
        ("dependencies: {python: 3}\n", "not a list"),
        ("dependencies:\n  - 3.11\n", "'3.11' is not a package"),
        ("dependencies:\n  - [python]\n", "is not a package"),
        ("dependencies:\n  - npm: [left-pad]\n", "the section 'npm' is not known"),
        ("dependencies:\n  - pip: alpha\n", "not a list of texts"),
        ("dependencies:\n  - pip: [1]\n", "not a list of texts"),
        ("dependencies:\n  - python\n  - python=3\n", "more than once"),
        ("dependencies:\n  - python[version='>=3']\n", "is not a package"),
        ("variables: {A: b}\n", "the key 'variables' cannot be honoured"),
        ("dependencies:\n  - !!python/object/apply:os.system [id]\n", "could not determine a constructor"),
        ("a: &a [x]\n? *a\n: b\n", "unhashable"),
        ("name: x\n--- \nname: y\n", "but found another document"),
        ("\0", "not YAML"),
    ],
)
def test_refuses_a_file_that_cannot_be_read(installer: Installer, text: str, words: str) -> None:
    result = installer.conda(text)
    assert result["outcome"] == "refused"
    assert "Cannot read conda file 'conda.yml'" in result["reason"]
    assert words in result["reason"]


@pytest.mark.parametrize(
    "text", ["", "name: x\n", "dependencies:\n", "name: x\nprefix: /opt/x\ndependencies:\n  - pip:\n"]
)
def test_an_empty_file_asks_for_nothing(installer: Installer, text: str) -> None:
    result = installer.conda(text)
    assert (result["outcome"], result["packages"]) == ("installed", [])


def test_names_the_line_of_the_pip_section(installer: Installer) -> None:
    result = installer.conda("dependencies:\n  - pip:\n    - alpha\n    - -r requirements.txt\n")
    assert "line 2 of 'conda.yml, pip'" in result["reason"]


def test_aliases_that_multiply_do_not_exhaust_memory(installer: Installer) -> None:
    levels = "".join(f"  - &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]\n" for n in range(1, 12))
    result = installer.conda(f"dependencies:\n  - &l0 [x]\n{levels}")
    assert result["outcome"] == "refused"
    assert len(result["reason"]) < 1000
