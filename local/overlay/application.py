"""The emulator's web application, with the overlay's own addresses before it."""

import os
from collections.abc import Callable
from urllib.parse import parse_qs

from local.fingerprint import fingerprint
from local.overlay import emulator as emulated
from local.overlay import faults, functions, mail, restore_jobs
from local.overlay.asgi import Application, Receive, Scope, Send, send_json
from local.overlay.cloudformation import STUB_REGISTRY
from local.overlay.supported_version import SUPPORTED_VERSION

HEALTH_PATH = "/_tocsin/health"
STUBS_PATH = "/_tocsin/recorded"
REGIONS_PATH = "/_tocsin/regions"
TRUST_PATH = "/_tocsin/trust"
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
        REGIONS_PATH: lambda: {"regions": _alarm_regions()},
        STUBS_PATH: lambda: {"recorded": STUB_REGISTRY.as_json()},
        mail.PATH: lambda: {"mail": mail.kept()},
    }

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            on_start()
        if scope["type"] == "http":
            if answer := answers.get(scope["path"]):
                await send_json(scope, send, answer())
                return
            if (scope["method"], scope["path"]) == ("POST", TRUST_PATH):
                stacks = parse_qs(scope["query_string"].decode()).get("stack", [])
                await send_json(scope, send, {"trusted": functions.trust(stacks)})
                return
            if (scope["method"], scope["path"]) == ("POST", faults.PATH):
                query = parse_qs(scope["query_string"].decode())
                await send_json(scope, send, {"faults": faults.set_faults(query)})
                return
            if scope["path"] == _RESET_PATH:
                faults.set_faults({})
                STUB_REGISTRY.clear()
                restore_jobs.clear()
                mail.clear()
                functions.trust_none()
        await emulator(scope, receive, send)

    return application


def _alarm_regions() -> list[str]:
    scopes = emulated.scopes(emulated.metric_alarms, emulated.composite_alarms)
    return sorted({region for _, region in scopes})
