"""What an operator sees: start, failure, stop, probe."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from scoring_server import ScoringServer, wait_until

Serve = Callable[..., ScoringServer]

ECHO = "def init(): pass\ndef run(text): return text\n"


@pytest.mark.parametrize("workers", ["1", "3"])
def test_a_raising_init_ends_with_status_3_and_one_traceback(serve: Serve, workers: str) -> None:
    code = "def init():\n    open('model.pkl')\ndef run(text): pass\n"
    server = serve(code, WORKER_COUNT=workers)
    assert server.ends() == 3
    assert server.output.count("Traceback (most recent call last)") == 1
    assert "FileNotFoundError: [Errno 2] No such file or directory: 'model.pkl'" in server.output
    assert server.output.rstrip().splitlines()[-1].startswith("FileNotFoundError")
    assert "modelwright_server" not in server.output


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("def init(:\n", "SyntaxError"),
        ("import no_such_module\n", "ModuleNotFoundError: No module named 'no_such_module'"),
        ("def run(text): pass\n", "defines no function init()"),
        ("def init(): pass\n", "defines no function run()"),
        ("init = run = 3\n", "defines no function init()"),
        ("def init(): pass\ndef run(): pass\n", "run() cannot be called with one input"),
        ("def init(): pass\ndef run(a, b): pass\n", "run(a, b) cannot be called with one input"),
        ("import sys\ndef init(): sys.exit(0)\ndef run(text): pass\n", "SystemExit: 0"),
        ("def init(): raise KeyboardInterrupt\ndef run(text): pass\n", "KeyboardInterrupt"),
        ("\0", "source code string cannot contain null bytes"),
    ],
)
def test_a_driver_that_cannot_serve_ends_with_status_3(serve: Serve, code: str, words: str) -> None:
    server = serve(code)
    assert server.ends() == 3
    assert words in server.output


def test_a_missing_driver_ends_with_status_3(serve: Serve) -> None:
    server = serve(ECHO, AZUREML_ENTRY_SCRIPT="other.py")
    assert server.ends() == 3
    assert "Cannot load driver program 'other.py'" in server.output


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "0"), ("PORT", "http"), ("WORKER_COUNT", "-1"), ("SCORING_TIMEOUT_MS", "1s"), ("WORKER_THREADS", "²")],
)
def test_a_wrong_setting_ends_with_status_3_and_names_it(serve: Serve, name: str, value: str) -> None:
    server = serve(ECHO, **{name: value})
    assert server.ends() == 3
    assert f"Cannot use {name} '{value}'" in server.output


def test_nothing_listens_before_init_succeeded(serve: Serve) -> None:
    code = (
        "import os, time\n"
        "def init():\n"
        "    open('began', 'w').close()\n"
        "    while not os.path.exists('go'): time.sleep(0.01)\n"
        "def run(text): return text\n"
    )
    server = serve(code)
    wait_until(lambda: (server.app / "began").exists())
    probe = server.probe("1")
    assert (probe.returncode, "refused" in probe.stdout) == (1, True)
    (server.app / "go").touch()
    server.ready()


@pytest.mark.parametrize("state", ["idle", "initialising"])
def test_ends_within_a_second_after_sigterm(serve: Serve, state: str) -> None:
    waiting = "open('began', 'w').close(); time.sleep(60)" if state == "initialising" else "pass"
    server = serve(f"import time\ndef init(): {waiting}\ndef run(text): return text\n")
    if state == "idle":
        server.ready()
        assert server.score("x").status == 200
    else:
        wait_until(lambda: (server.app / "began").exists())
    assert server.stop() < 1.5
    assert server.process.returncode == 0


def test_finishes_running_requests_after_sigterm(serve: Serve) -> None:
    code = "import time\ndef init(): pass\ndef run(text):\n    open('began', 'w').close()\n    time.sleep(0.5)\n    return text\n"
    server = serve(code).ready()
    client = subprocess.Popen(
        ["curl", "-s", "-d", "last", f"http://127.0.0.1:{server.port}/score"], stdout=subprocess.PIPE, text=True
    )
    wait_until(lambda: (server.app / "began").exists())
    server.stop()
    assert client.communicate(timeout=10)[0] == "last"


def test_does_not_wait_for_a_request_that_never_ends(serve: Serve) -> None:
    code = "import time\ndef init(): pass\ndef run(text):\n    open('began', 'w').close()\n    time.sleep(60)\n"
    server = serve(code, SHUTDOWN_GRACE_SECONDS="1").ready()
    client = subprocess.Popen(["curl", "-s", "-d", "x", f"http://127.0.0.1:{server.port}/score"])
    wait_until(lambda: (server.app / "began").exists())
    assert server.stop() < 3
    client.wait(timeout=10)


def test_a_killed_worker_ends_the_container(serve: Serve) -> None:
    server = serve("import os\ndef init(): pass\ndef run(text): return os.getpid()\n").ready()
    os.kill(server.score("x").json, signal.SIGKILL)
    assert server.ends() not in (0, 3)
    assert "worker" in server.output


def test_each_worker_has_its_own_process(serve: Serve) -> None:
    server = serve("import os\ndef init(): pass\ndef run(text): return os.getpid()\n", WORKER_COUNT="2").ready()
    seen: set[int] = set()
    wait_until(lambda: len(seen.union(seen.add(server.score("x").json) or seen)) == 2)


def test_prints_of_the_driver_appear_at_once(serve: Serve) -> None:
    server = serve("def init(): print('loaded the model')\ndef run(text): return text\n").ready()
    assert "loaded the model" in server.output


@pytest.mark.parametrize(
    "name", ["6f9619ff-8b86-d011-b42d-00c04fc964ff.py", "driver", "types.py", "modelwright_server.py"]
)
def test_loads_a_driver_of_any_file_name(serve: Serve, name: str) -> None:
    server = serve("", {name: ECHO}, AZUREML_ENTRY_SCRIPT=name).ready()
    assert server.score("x").text == "x"


def test_a_generated_driver_imports_the_scoring_file_beside_it(serve: Serve) -> None:
    generated = "import score as scoring\nfrom score import init, run\n"
    server = serve(ECHO, {"main_1.py": generated}, AZUREML_ENTRY_SCRIPT="main_1.py").ready()
    assert server.score("x").text == "x"


@pytest.mark.parametrize("name", ["granian", "click", "json5", "modelwright"])
def test_packages_of_the_user_win_over_those_of_the_server(serve: Serve, name: str) -> None:
    code = f"import {name}\ndef init(): pass\ndef run(text): return {name}.OWNER\n"
    server = serve(code, {f"{name}.py": "OWNER = 'user'\n"}).ready()
    assert server.score("x").text == "user"
    assert server.stop() < 1.5


def test_the_packages_of_the_server_do_not_hide_a_missing_requirement(serve: Serve) -> None:
    server = serve("import click\ndef init(): pass\ndef run(text): pass\n")
    assert server.ends() == 3
    assert "No module named 'click'" in server.output


def test_probe_scores_a_sample_request(serve: Serve) -> None:
    code = "import json\ndef init(): pass\ndef run(text): return {'sum': sum(json.loads(text))}\n"
    server = serve(code, {"good.json": "[1, 2]", "bad.json": "no json"}).ready()
    good, bad, missing = (server.probe("5", name) for name in ("good.json", "bad.json", "missing.json"))
    assert (good.returncode, good.stdout.strip()) == (0, '{"sum": 3}')
    assert (bad.returncode, "answered 500" in bad.stdout) == (1, True)
    assert (missing.returncode, "missing.json" in missing.stdout) == (1, True)


@pytest.mark.parametrize("arguments", [(), ("soon",), ("1", "a", "b")])
def test_probe_explains_its_usage(serve: Serve, arguments: tuple[str, ...]) -> None:
    assert serve(ECHO).probe(*arguments).returncode == 2


def test_a_broken_environment_is_named(serve: Serve, tmp_path: Path) -> None:
    server = serve(ECHO, python=tmp_path / "nowhere")
    assert server.ends() == 3
    assert "Cannot start the scoring server" in server.output


def test_serves_from_a_working_directory_that_cannot_be_written(serve: Serve) -> None:
    code = (
        "import os\n"
        "import helper\n"
        "def init():\n"
        "    open('swagger.json', 'w').write('{}')\n"
        "    open(os.path.expanduser('~/cache'), 'w').close()\n"
        "def run(text): return helper.NAME + open('housing.model/data').read()\n"
    )
    server = serve(code, {"helper.py": "NAME = 'helper'\n", "housing.model/data": " data"}, read_only=True).ready()
    assert server.score("x").text == "helper data"
    assert server.get("/swagger.json").json == {}
    assert not (server.app / "swagger.json").exists()


def test_a_port_in_use_ends_the_process_and_names_the_port(serve: Serve) -> None:
    first = serve(ECHO).ready()
    second = serve(ECHO, PORT=str(first.port))
    assert second.ends() not in (0, 3)
    assert str(first.port) in second.output
