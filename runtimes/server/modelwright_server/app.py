"""The WSGI application: health, scoring and the swagger document, with the error body and headers of the original."""

from __future__ import annotations

import json
import sys
import threading
import time
import traceback
import uuid
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from . import __version__
from .driver import Driver, user_frames
from .runs import Runs, RunTimeoutError
from .settings import Settings

MAX_ID_LENGTH = 100
BAD_REQUEST = ("azureml.api.exceptions.BadRequest", "BadRequestException")
JSON = "application/json"
TEXT = "text/plain; charset=utf-8"
BYTES = "application/octet-stream"

Environ = Mapping[str, Any]
Headers = list[tuple[str, str]]


class Response:
    """Status line, headers and body of one answer."""

    __slots__ = ("body", "headers", "status")

    def __init__(self, status: str, content_type: str, body: bytes, headers: Iterable[tuple[str, str]] = ()) -> None:
        self.status = status
        self.headers: Headers = [("content-type", content_type), *headers]
        self.body = body


class Refusal(Exception):  # noqa: N818 - an answer, not a fault of ours
    """A request that is answered without (or instead of) a score."""

    def __init__(self, status: str, message: str, *headers: tuple[str, str]) -> None:
        super().__init__(message)
        self.response = Response(status, JSON, _json({"message": message}), headers)


class ScoringApplication:
    """Serves one initialised driver; thread-safe as far as the driver's ``run()`` is called in at most ``threads``."""

    def __init__(self, driver: Driver, settings: Settings) -> None:
        self._driver = driver
        self._settings = settings
        self._runs = Runs(settings.threads, settings.timeout)
        self._places = threading.Semaphore(settings.threads + settings.queue)

    def __call__(self, environ: Environ, start_response: Callable[[str, Headers], Any]) -> list[bytes]:
        request_id = uuid.uuid4().hex
        try:
            request_id = _header_id(environ, "x-ms-request-id") or _header_id(environ, "x-request-id") or request_id
            response = self._route(environ, request_id)
            client_id = _header_id(environ, "x-ms-client-request-id")
            if client_id:
                response.headers.append(("x-ms-client-request-id", client_id))
        except Refusal as refusal:
            response = refusal.response
        response.headers += [
            ("content-length", str(len(response.body))),
            ("x-ms-request-id", request_id),
            ("x-request-id", request_id),
            ("x-ms-server-version", f"modelwright/{__version__}"),
        ]
        self._allow_origin(environ, response)
        start_response(response.status, response.headers)
        return [b""] if environ["REQUEST_METHOD"] == "HEAD" else [response.body]

    def _route(self, environ: Environ, request_id: str) -> Response:
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        match path:
            case "/score":
                if method == "OPTIONS":
                    return Response("204 No Content", TEXT, b"", [("allow", "POST, OPTIONS")])
                _require(method, "POST", "OPTIONS")
                return self._score(environ, request_id)
            case "/":
                _require(method, "GET", "HEAD")
                return Response("200 OK", TEXT, b"Healthy")
            case "/swagger.json":
                _require(method, "GET", "HEAD")
                return _swagger()
        raise Refusal("404 Not Found", f"Cannot serve '{path}': there is no such path. Use /, /score or /swagger.json.")

    def _score(self, environ: Environ, request_id: str) -> Response:
        if not self._places.acquire(blocking=False):
            raise Refusal(
                "503 Service Unavailable",
                f"Cannot score request '{request_id}': {self._settings.queue} requests are waiting. Try again later.",
                ("retry-after", "1"),
            )
        try:
            text = self._read(environ)
            began = time.perf_counter()
            response = self._run(environ, text, request_id)
            response.headers.append(("x-ms-run-fn-exec-ms", f"{(time.perf_counter() - began) * 1000:.3f}"))
            return response
        finally:
            self._places.release()

    def _read(self, environ: Environ) -> str:
        limit = self._settings.max_body
        length = environ.get("CONTENT_LENGTH") or ""
        if length.isdigit() and int(length) > limit:
            raise _too_large(limit)
        body = environ["wsgi.input"].read(limit + 1)
        if len(body) > limit:
            raise _too_large(limit)
        try:
            return body.decode("utf-8")
        except UnicodeDecodeError as error:
            raise Refusal(
                "400 Bad Request",
                f"Cannot read the request body: it is not UTF-8 ({error.reason} at byte {error.start}).",
            ) from None

    def _run(self, environ: Environ, text: str, request_id: str) -> Response:
        try:
            return _response(self._runs.run(lambda: self._driver.run(text, lambda: _request_headers(environ))))
        except RunTimeoutError as error:
            return _run_failed(request_id, error, str(error))
        except Exception as error:
            if _is_bad_request(error):
                return Response(
                    "400 Bad Request", JSON, _json({"message": str(getattr(error, "message", "") or error)})
                )
            return _run_failed(request_id, error, f"{type(error).__name__}: {error}")
        except SystemExit as error:
            return _run_failed(request_id, error, f"run() called exit({error.code!r})")

    def _allow_origin(self, environ: Environ, response: Response) -> None:
        allowed, origin = self._settings.cors_origins, environ.get("HTTP_ORIGIN")
        if origin and ("*" in allowed or origin in allowed):
            response.headers += [
                ("access-control-allow-origin", origin),
                ("access-control-allow-methods", "POST, OPTIONS"),
                ("access-control-allow-headers", environ.get("HTTP_ACCESS_CONTROL_REQUEST_HEADERS") or "content-type"),
                ("vary", "origin"),
            ]


def _require(method: str, *allowed: str) -> None:
    if method not in allowed:
        names = ", ".join(allowed)
        raise Refusal("405 Method Not Allowed", f"Cannot answer {method} here. Use {names}.", ("allow", names))


def _header_id(environ: Environ, name: str) -> str | None:
    value = environ.get("HTTP_" + name.upper().replace("-", "_"))
    if not value:
        return None
    if len(value) > MAX_ID_LENGTH:
        raise Refusal(
            "431 Request Header Fields Too Large",
            f"Cannot accept header '{name}': it is longer than {MAX_ID_LENGTH} characters. Send a shorter one.",
        )
    return value if value.isascii() and value.isprintable() else None


def _request_headers(environ: Environ) -> dict[str, str]:
    headers = {key[5:].replace("_", "-").title(): value for key, value in environ.items() if key.startswith("HTTP_")}
    for key in ("CONTENT_TYPE", "CONTENT_LENGTH"):
        if environ.get(key):
            headers[key.replace("_", "-").title()] = environ[key]
    return headers


def _swagger() -> Response:
    """The document that the driver (or an asset) left in the working directory; read anew, since init() may write it."""
    try:
        with open("swagger.json", "rb") as file:
            return Response("200 OK", JSON, file.read())
    except OSError:
        raise Refusal("404 Not Found", "Cannot serve '/swagger.json': this image was made without a schema.") from None


def _too_large(limit: int) -> Refusal:
    return Refusal(
        "413 Content Too Large",
        f"Cannot accept the request body: it is larger than {limit} bytes. "
        "Send less, or raise SCORING_MAX_BODY_BYTES of the container.",
        ("connection", "close"),
    )


def _is_bad_request(error: Exception) -> bool:
    """Whether it is the SDK's own exception, which is known by name: the SDK is the image's package, not ours."""
    return any((kind.__module__, kind.__name__) == BAD_REQUEST for kind in type(error).__mro__)


def _run_failed(request_id: str, error: BaseException, message: str) -> Response:
    lines = traceback.format_exception(type(error), error, user_frames(error))
    sys.stderr.write(f"Cannot score request '{request_id}': run() failed.\n{''.join(lines)}")
    return Response(
        "500 Internal Server Error", JSON, _json({"message": message}), [("x-ms-run-function-failed", "True")]
    )


def _response(value: Any) -> Response:
    match value:
        case bytes() | bytearray() | memoryview():
            return Response("200 OK", BYTES, bytes(value))
        case str():
            return Response("200 OK", JSON if _looks_like_json(value) else TEXT, value.encode("utf-8"))
    return Response("200 OK", JSON, _json(value))


def _looks_like_json(text: str) -> bool:
    """Drivers return ready JSON text (the original's samples) or plain text; looking at the start is enough and cheap."""
    return text[:1] in tuple('{["-0123456789') or text in ("true", "false", "null")


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, default=_plain).encode("utf-8")


def _plain(value: Any) -> Any:
    """numpy, pandas and torch values say ``tolist``; nothing of them needs to be imported to serve them."""
    to_list = getattr(value, "tolist", None)
    if callable(to_list):
        return to_list()
    raise TypeError(f"run() returned a value that JSON cannot hold: {type(value).__name__}")
