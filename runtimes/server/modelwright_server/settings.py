"""Settings of the server, read once from the environment of the container."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


class InvalidSettingError(Exception):
    """A variable of the container holds something that cannot be used."""


@dataclass(frozen=True)
class Settings:
    """What an operator can choose; every field has a default that suits a CPU-bound model.

    port:             TCP port, all addresses.
    workers:          processes, each with its own ``init()``.
    threads:          ``run()`` calls that one worker executes at the same time.
    queue:            further requests that one worker lets wait; beyond them the answer is 503.
    timeout:          seconds that one ``run()`` may take, None = no limit.
    max_body:         largest request body in bytes; beyond it the answer is 413.
    grace:            seconds that running requests get to finish after SIGTERM.
    entry_script:     driver program, relative to the working directory.
    cors_origins:     origins that browsers may call from, ``*`` for all.
    """

    port: int = 5001
    workers: int = 1
    threads: int = 1
    queue: int = 64
    timeout: float | None = None
    max_body: int = 100 * 1024 * 1024
    grace: int = 8
    entry_script: str = "main.py"
    cors_origins: tuple[str, ...] = ()

    @staticmethod
    def of(environment: Mapping[str, str]) -> Settings:
        def number(name: str, default: int, least: int, most: int) -> int:
            text = environment.get(name, "").strip()
            if not text:
                return default
            if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
                raise InvalidSettingError(
                    f"Cannot use {name} '{text}': it is not a whole number from {least} to {most}. Correct or remove it."
                )
            return int(text)

        timeout = number("SCORING_TIMEOUT_MS", 0, 0, 24 * 3600 * 1000)
        origins = environment.get("AML_CORS_ORIGINS", "").split(",")
        return Settings(
            port=number("PORT", Settings.port, 1, 65535),
            workers=number("WORKER_COUNT", Settings.workers, 1, 256),
            threads=number("WORKER_THREADS", Settings.threads, 1, 256),
            queue=number("SCORING_QUEUE", Settings.queue, 0, 1024),
            timeout=timeout / 1000 if timeout else None,
            max_body=number("SCORING_MAX_BODY_BYTES", Settings.max_body, 1, 1 << 40),
            grace=number("SHUTDOWN_GRACE_SECONDS", Settings.grace, 1, 3600),
            entry_script=environment.get("AZUREML_ENTRY_SCRIPT", "").strip() or Settings.entry_script,
            cors_origins=tuple(origin.strip() for origin in origins if origin.strip()),
        )
