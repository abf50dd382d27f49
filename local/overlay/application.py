"""The emulator's web application, with the overlay's own addresses before it."""

import json
import os
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from local.fingerprint import fingerprint
from local.overlay.cloudformation import STUB_REGISTRY
from local.overlay.supported_version import SUPPORTED_VERSION

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

HEALTH_PATH = "/_tocsin/health"
STUBS_PATH = "/_tocsin/recorded"
_RESET_PATH = "/_ministack/reset"


def with_overlay(emulator: Application, on_start: Callable[[], None]) -> Application:
    """Answer the overlay's own addresses and leave every other request to the emulator.

    Args:
        emulator: The emulator's application.
        on_start: Called once, in the event loop, before the emulator serves.
    """
    started_with = fingerprint()
    answers: dict[str, Callable[[], object]] = {
        HEALTH_PATH: lambda: {
            "status": "running",
            "ministack": SUPPORTED_VERSION,
            "fingerprint": started_with,
            "pid": os.getpid(),
        },
        STUBS_PATH: lambda: {"recorded": STUB_REGISTRY.as_json()},
    }

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            on_start()
        if scope["type"] == "http":
            if answer := answers.get(scope["path"]):
                await _send_json(send, answer())
                return
            if scope["path"] == _RESET_PATH:
                STUB_REGISTRY.clear()
        await emulator(scope, receive, send)

    return application


async def _send_json(send: Send, answer: object) -> None:
    body = json.dumps(answer).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})
