"""Only functions of trusted stacks run, whoever or whatever invokes them.

A function runs as the user who started the emulator, with all that this user may do. So none runs
unless `python -m local` has named its stack, and it calls the emulator with the key of this run.
"""

import logging
import os
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from local.overlay import emulator
from local.overlay.cloudformation import STUB_REGISTRY
from local.overlay.process_guard import processes
from local.overlay.signature import signed_url

LOGGER = logging.getLogger("tocsin.functions")

NOT_RUN = "AWS::Lambda::Function (not run)"
_STACK_TAG = "aws:cloudformation:stack-name"
_trusted: set[str] = set()

# Of the function, its configuration, the event, the request's id and the time of its start.
Execute = Callable[[Mapping[str, Any], Mapping[str, Any], Any, str, float], dict[str, Any]]


def trust(stacks: Iterable[str]) -> list[str]:
    """Let the functions of these stacks run too, and return all that are trusted."""
    _trusted.update(stacks)
    return sorted(_trusted)


def trust_none() -> None:
    """Let no function run."""
    _trusted.clear()


def install() -> None:
    """Put the question of trust before every executor, and give functions the key of this run."""
    emulator.execute_function.wrap(_if_trusted)
    for credentials in emulator.function_credentials:
        credentials.replace(_environment)
    emulator.custom_resource_url.wrap(_signed)


def _if_trusted(execute: Execute) -> Execute:
    def run(
        function: Mapping[str, Any],
        config: Mapping[str, Any],
        event: Any,  # noqa: ANN401 - whatever JSON the caller sends
        request_id: str,
        started: float,
    ) -> dict[str, Any]:
        name = str(config.get("FunctionName"))
        trusted = function.get("tags", {}).get(_STACK_TAG) in _trusted
        with processes(allowed=trusted):
            if not trusted:
                return _refuse(name, event)
            STUB_REGISTRY.remove(NOT_RUN, name)
            return execute(function, config, event, request_id, started)

    return run


def _refuse(name: str, event: object) -> dict[str, Any]:
    why = (
        f"the function {name} does not run: its stack is not trusted; deploy it with "
        "`python -m local deploy`, which trusts the stacks of the app, or add --run-functions"
    )
    LOGGER.warning(why)
    if not STUB_REGISTRY.has(NOT_RUN, name):
        STUB_REGISTRY.add(NOT_RUN, name, logical_id=name)
    if isinstance(event, dict) and "ResponseURL" in event:
        # CloudFormation would wait for the function's answer for up to an hour.
        token = urlsplit(event["ResponseURL"]).path.rpartition("/")[2]
        emulator.answer_custom_resource(token, {"Status": "FAILED", "Reason": why})
    return {"body": {"errorMessage": why, "errorType": "Tocsin.NotTrusted"}, "error": True}


def _environment(config: Mapping[str, Any]) -> dict[str, str]:
    """The key of this run, and what tells that a function runs, which AWS's clients say.

    https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
    """
    runtime = config.get("Runtime", "")
    return {
        **_key_of_this_run(),
        "AWS_SESSION_TOKEN": "",
        "AWS_EXECUTION_ENV": f"AWS_Lambda_{runtime}",
    }


def _key_of_this_run() -> dict[str, str]:
    names = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")
    return {name: os.environ[name] for name in names}


def _signed(response_url: Callable[[str], str]) -> Callable[[str], str]:
    """In AWS too, a custom resource answers to a URL that is signed: its function has no key."""

    def url(token: str) -> str:
        key = _key_of_this_run()
        access_key, secret = key["AWS_ACCESS_KEY_ID"], key["AWS_SECRET_ACCESS_KEY"]
        return signed_url("PUT", response_url(token), access_key, secret, datetime.now(UTC))

    return url
