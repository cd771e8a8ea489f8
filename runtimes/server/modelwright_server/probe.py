"""Asks the server of this container for its health and, given a file, for a score; run inside the container."""

from __future__ import annotations

import http.client
import os
import sys
import time

PAUSE = 0.05
ANSWER_SHOWN = 2000


def main(arguments: list[str]) -> int:
    if len(arguments) not in (1, 2) or not arguments[0].isdigit():
        print("Cannot probe: usage is 'probe SECONDS [FILE]'.")
        return 2
    deadline = time.monotonic() + int(arguments[0])
    reason = _await_health(deadline)
    if reason is None and len(arguments) == 2:
        reason = _score(arguments[1], deadline)
    if reason is not None:
        print(reason)
        return 1
    return 0


def _await_health(deadline: float) -> str | None:
    last = "nothing listens"
    while True:
        try:
            status, answer = _request("GET", "/", None, deadline)
            if status == 200:
                return None
            last = f"GET / answered {status}: {answer}"
        except (OSError, http.client.HTTPException) as error:
            last = f"GET / failed: {error or type(error).__name__}"
        if time.monotonic() + PAUSE >= deadline:
            return f"Cannot reach the scoring server on port {_port()} in time: {last}."
        time.sleep(PAUSE)


def _score(file: str, deadline: float) -> str | None:
    try:
        with open(file, "rb") as sample:
            status, answer = _request("POST", "/score", sample.read(), deadline)
    except (OSError, http.client.HTTPException) as error:
        return f"Cannot score the sample request: {error or type(error).__name__}."
    if status >= 400:
        return f"Cannot score the sample request: POST /score answered {status}: {answer}"
    print(answer)
    return None


def _request(method: str, path: str, body: bytes | None, deadline: float) -> tuple[int, str]:
    timeout = max(0.1, deadline - time.monotonic())
    connection = http.client.HTTPConnection("127.0.0.1", _port(), timeout=timeout)
    try:
        connection.request(method, path, body, {"content-type": "application/json"})
        response = connection.getresponse()
        return response.status, response.read().decode("utf-8", "replace").strip()[:ANSWER_SHOWN]
    finally:
        connection.close()


def _port() -> int:
    return int(os.environ.get("PORT") or 5001)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
