"""What a client sees: health, scores, errors and headers."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from scoring_server import ScoringServer, wait_until

Serve = Callable[..., ScoringServer]

ECHO = "def init(): pass\ndef run(text): return text\n"
BAD_REQUEST = "class BadRequestException(Exception):\n    pass\n"


@pytest.fixture(scope="module")
def echo(serve_once: Serve) -> ScoringServer:
    return serve_once(ECHO).ready()


@pytest.fixture(scope="module")
def evaluating(serve_once: Serve) -> ScoringServer:
    return serve_once(driver("return eval(text)")).ready()


def driver(body: str, init: str = "pass", parameters: str = "text") -> str:
    return f"import json, os, sys, time\ndef init():\n    {init}\ndef run({parameters}):\n    {body}\n"


def test_is_healthy_after_init(echo: ScoringServer) -> None:
    answer = echo.get("/")
    assert (answer.status, answer.text) == (200, "Healthy")


def test_hands_the_body_to_run_as_text(serve: Serve) -> None:
    server = serve(driver("return [type(text).__name__, text]")).ready()
    assert server.score('{"ö": 1}').json == ["str", '{"ö": 1}']
    assert server.score("").json == ["str", ""]


@pytest.mark.parametrize(
    ("returned", "content_type", "body"),
    [
        ('{"price": 1.5, "town": "Zürich"}', "application/json", '{"price": 1.5, "town": "Zürich"}'),
        ("[1, 2]", "application/json", "[1, 2]"),
        ("None", "application/json", "null"),
        ("json.dumps([4])", "application/json", "[4]"),
        ("'4.5'", "application/json", "4.5"),
        ("'hello'", "text/plain; charset=utf-8", "hello"),
        ("b'\\x00raw'", "application/octet-stream", "\x00raw"),
    ],
)
def test_sends_what_run_returns(evaluating: ScoringServer, returned: str, content_type: str, body: str) -> None:
    answer = evaluating.score(returned)
    assert (answer.status, answer.headers["content-type"], answer.text) == (200, content_type, body)


def test_sends_arrays_that_can_become_lists(serve: Serve) -> None:
    array = "class Array:\n    def tolist(self): return [1, 2]\n"
    server = serve(array + "def init(): pass\ndef run(text): return {'scores': Array()}\n").ready()
    assert server.score("x").json == {"scores": [1, 2]}


def test_passes_request_headers_when_run_asks_for_them(serve: Serve) -> None:
    server = serve(driver("return dict(request_headers)", parameters="data, request_headers")).ready()
    headers = server.score("x", X_Tenant="blue", Content_Type="application/json").json
    assert headers["X-Tenant"] == "blue"
    assert headers["Content-Type"] == "application/json"


def test_a_raising_run_answers_500_with_the_original_header(serve: Serve) -> None:
    server = serve(driver("raise ValueError('no such column: ß')")).ready()
    answer = server.score("x", x_ms_request_id="abc")
    assert (answer.status, answer.message) == (500, "ValueError: no such column: ß")
    assert answer.headers["x-ms-run-function-failed"] == "True"
    assert "Cannot score request 'abc'" in server.output
    assert "ValueError: no such column: ß" in server.output
    assert "modelwright_server" not in server.output


@pytest.mark.parametrize("body", ["sys.exit(1)", "return object()", "return chr(0xD800)"])
def test_survives_a_run_that_misbehaves(serve: Serve, body: str) -> None:
    server = serve(driver(f"if text == 'good': return 'fine'\n    {body}")).ready()
    answer = server.score("bad")
    assert (answer.status, answer.headers["x-ms-run-function-failed"]) == (500, "True")
    assert server.score("good").text == "fine"


def test_bad_request_of_the_sdk_answers_400(serve: Serve) -> None:
    folder = {"__init__.py": "", "api/__init__.py": "", "api/exceptions/__init__.py": ""}
    code = (
        "from azureml.api.exceptions.BadRequest import BadRequestException\n"
        "class Mine(BadRequestException): pass\n"
        "def init(): pass\n"
        "def run(text):\n"
        "    raise (Mine if text == 'mine' else BadRequestException)('give me rows')\n"
    )
    prepare = "import os\nos.makedirs('azureml/api/exceptions', exist_ok=True)\n" + "".join(
        f"open('azureml/{name}', 'w').close()\n" for name in folder
    )
    prepare += f"open('azureml/api/exceptions/BadRequest.py', 'w').write({BAD_REQUEST!r})\n"
    server = serve(prepare + code).ready()
    for body in ("x", "mine"):
        answer = server.score(body)
        assert (answer.status, answer.message) == (400, "give me rows")
        assert answer.headers["x-ms-run-function-failed"] is None


def test_names_each_request(echo: ScoringServer) -> None:
    first, second = (echo.score("x").headers["x-ms-request-id"] for _ in range(2))
    assert first != second
    answer = echo.score("x", x_ms_request_id="mine", x_ms_client_request_id="client")
    assert answer.headers["x-ms-request-id"] == answer.headers["x-request-id"] == "mine"
    assert answer.headers["x-ms-client-request-id"] == "client"
    assert answer.headers["x-ms-server-version"] == "modelwright/0.1.0"
    assert float(answer.headers["x-ms-run-fn-exec-ms"]) >= 0


@pytest.mark.parametrize("name", ["x-ms-request-id", "x-request-id", "x-ms-client-request-id"])
def test_refuses_ids_longer_than_100_characters(echo: ScoringServer, name: str) -> None:
    assert echo.score("x", **{name: "i" * 100}).status == 200
    answer = echo.score("x", **{name: "i" * 101})
    assert answer.status == 431
    assert name in answer.message


def test_refuses_a_body_that_is_not_utf8(echo: ScoringServer) -> None:
    answer = echo.score(b"ab\xff")
    assert (answer.status, "byte 2" in answer.message) == (400, True)


def test_refuses_a_body_beyond_the_limit_with_and_without_its_length(serve: Serve) -> None:
    server = serve(ECHO, SCORING_MAX_BODY_BYTES="1000").ready()
    assert server.score("x" * 1000).status == 200
    assert server.score("x" * 1001).status == 413
    assert server.request("POST", "/score", iter([b"x" * 500] * 2)).status == 200
    assert server.request("POST", "/score", iter([b"x" * 500] * 3)).status == 413


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/score", 405),
        ("DELETE", "/score", 405),
        ("POST", "/", 405),
        ("POST", "/swagger.json", 405),
        ("GET", "/nothing", 404),
        ("GET", "/../score.py", 404),
        ("GET", "/%2e%2e/score.py", 404),
        ("GET", "/\u00e4".encode().decode("latin-1"), 404),
    ],
)
def test_answers_wrong_paths_and_methods_in_words(echo: ScoringServer, method: str, path: str, status: int) -> None:
    path = path if path.isascii() else "/%C3%A4"
    answer = echo.request(method, path)
    assert (answer.status, answer.message.startswith("Cannot ")) == (status, True)


def test_answers_head_like_get_without_a_body(echo: ScoringServer) -> None:
    answer = echo.request("HEAD", "/")
    assert (answer.status, answer.body, answer.headers["content-length"]) == (200, b"", "7")


def test_serves_swagger_that_init_wrote_and_404_without_one(serve: Serve) -> None:
    assert serve(ECHO).ready().get("/swagger.json").status == 404
    server = serve(driver("return 1", init="open('swagger.json', 'w').write('{\"swagger\": \"2.0\"}')")).ready()
    answer = server.get("/swagger.json")
    assert (answer.status, answer.json) == (200, {"swagger": "2.0"})


def test_lets_only_the_configured_origins_in(serve: Serve) -> None:
    server = serve(ECHO, AML_CORS_ORIGINS="https://a.example, https://b.example").ready()
    allowed = server.score("x", Origin="https://b.example")
    assert allowed.headers["access-control-allow-origin"] == "https://b.example"
    assert server.score("x", Origin="https://c.example").headers["access-control-allow-origin"] is None
    preflight = server.request("OPTIONS", "/score", None, {"Origin": "https://a.example"})
    assert (preflight.status, preflight.headers["access-control-allow-methods"]) == (204, "POST, OPTIONS")


def test_stays_healthy_while_run_is_busy_and_runs_one_at_a_time(serve: Serve) -> None:
    body = (
        "global busy, most\n    busy += 1; most = max(most, busy); open('began', 'w').close()\n"
        "    while not os.path.exists('release'): time.sleep(0.01)\n    busy -= 1\n    return most\n"
    )
    server = serve("busy = most = 0\n" + driver(body)).ready()
    with ThreadPoolExecutor(4) as pool:
        scores = [pool.submit(server.score, "x") for _ in range(4)]
        wait_until(lambda: (server.app / "began").exists())
        assert server.get("/").status == 200
        assert not any(score.done() for score in scores)
        (server.app / "release").touch()
        assert {score.result().json for score in scores} == {1}


def test_runs_as_many_at_a_time_as_there_are_threads(serve: Serve) -> None:
    code = "import threading\nmeeting = threading.Barrier(3, timeout=10)\n" + driver("return meeting.wait() >= 0")
    server = serve(code, WORKER_THREADS="3").ready()
    with ThreadPoolExecutor(3) as pool:
        assert [answer.json for answer in pool.map(server.score, ["x"] * 3)] == [True] * 3


def test_answers_503_when_the_queue_is_full(serve: Serve) -> None:
    code = "import threading\nrelease = threading.Event()\n" + driver(
        "return 'released' if release.wait(10) else 'never'", init="open('ready', 'w').close()"
    )
    code += "def watch():\n    while not os.path.exists('release'): time.sleep(0.01)\n    release.set()\n"
    code += "threading.Thread(target=watch, daemon=True).start()\n"
    server = serve(code, SCORING_QUEUE="1").ready()
    with ThreadPoolExecutor(6) as pool:
        answers = [pool.submit(server.score, "x") for _ in range(6)]
        refused = [next(answer for answer in _done(answers)) for _ in range(1)]
        (server.app / "release").touch()
        results = [answer.result() for answer in answers]
    assert refused[0].result().status == 503
    assert refused[0].result().headers["retry-after"] == "1"
    assert sum(result.status == 200 for result in results) >= 2
    assert {result.status for result in results} == {200, 503}


def _done(answers: list) -> list:
    from concurrent.futures import FIRST_COMPLETED, wait

    return list(wait(answers, timeout=10, return_when=FIRST_COMPLETED).done)


@pytest.mark.parametrize("body", ["time.sleep(30)", "while True: pass"])
def test_a_run_beyond_its_time_answers_500(serve: Serve, body: str) -> None:
    server = serve(driver(f"if text == 'quick': return 'done'\n    {body}"), SCORING_TIMEOUT_MS="300").ready()
    answer = server.score("slow")
    assert (answer.status, answer.headers["x-ms-run-function-failed"]) == (500, "True")
    assert "took longer than 300 ms" in answer.message
    assert server.score("quick").text == "done"
