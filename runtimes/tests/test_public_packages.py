"""Real packages from the real index: what the original's own client asks for, served."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from installer_bench import Installer
from scoring_server import ScoringServer

# Shaped like the driver that the original's command line generates around the user's file.
GENERATED_DRIVER = """
from score import init as user_init, run as user_run
from azureml.api.schema.schemaUtil import *
from azureml.api.exceptions.BadRequest import BadRequestException
from azureml.api.realtime.swagger_spec_generator import generate_service_swagger
import os

def init():
    with open('swagger.json', 'w') as file:
        json.dump({'swagger': '2.0'}, file)
    user_init()

def run(http_body):
    try:
        return user_run(http_body)
    except TypeError as error:
        raise BadRequestException(str(error))
"""
SCORE = "import json\ndef init(): pass\ndef run(text): return str(json.loads(text)['rooms'] + 1)\n"


@pytest.fixture
def sdk_environment(installer: Installer, public_index: dict[str, str]) -> Path:
    result = installer.requirements("azure-ml-api-sdk==0.1.0a11", indexes=public_index)
    assert result["outcome"] == "installed", result
    assert "liac-arff" in result["sourceBuilt"]
    return installer.environment


def test_a_genuine_driver_with_its_own_sdk_answers(sdk_environment: Path, serve: Callable[..., ScoringServer]) -> None:
    server = serve(
        SCORE, {"driver.py": GENERATED_DRIVER}, python=sdk_environment, AZUREML_ENTRY_SCRIPT="driver.py"
    ).ready()
    assert server.score('{"rooms": 3}').text == "4"
    assert server.get("/swagger.json").json == {"swagger": "2.0"}
    answer = server.score('{"rooms": "three"}')
    assert (answer.status, "x-ms-run-function-failed" in answer.headers) == (400, False)


def test_an_unknown_package_is_refused_within_seconds(installer: Installer, public_index: dict[str, str]) -> None:
    result = installer.requirements("no-such-package-of-modelwright", indexes=public_index)
    assert "no-such-package-of-modelwright was not found" in result["reason"]


def test_a_version_older_than_this_python_shows_both_refusals(
    installer: Installer, public_index: dict[str, str]
) -> None:
    result = installer.requirements("MarkupSafe==0.9", indexes=public_index)
    assert result["outcome"] == "refused"
    assert "no usable wheels" in result["reason"]
    assert "Building from source was tried then" in result["reason"]
