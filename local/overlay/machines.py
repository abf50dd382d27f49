"""A task that waits for its token fails as soon as the function that it invokes fails.

The emulator passes over that error and waits until the task times out; in AWS the task fails with
it, so that the machine's Catch decides.
https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html#connect-wait-token
"""

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from typing import Any

from local.overlay import emulator

_waiting: ContextVar[str | None] = ContextVar("waiting", default=None)
"""The token for which the task waits that invokes a function now."""

# Of the resource, what it is given, the token and the state.
InvokeWithToken = Callable[[str, Any, str, Mapping[str, Any]], Any]
# Of the function's name or ARN, and its event.
CallFunction = Callable[[str, Any], Any]


def install() -> None:
    """Let the failure of a function be that of the task which waits for its token."""
    emulator.invoke_with_token.wrap(_known_by_its_token)
    emulator.call_function.wrap(_failing_its_task)


def _known_by_its_token(invoke: InvokeWithToken) -> InvokeWithToken:
    def run(resource: str, given: object, token: str, state: Mapping[str, Any]) -> object:
        before = _waiting.set(token)
        try:
            return invoke(resource, given, token, state)
        finally:
            _waiting.reset(before)

    return run


def _failing_its_task(call: CallFunction) -> CallFunction:
    def run(function: str, event: object) -> object:
        try:
            return call(function, event)
        except emulator.ExecutionError as failure:
            task = emulator.task_tokens.get(_waiting.get())
            if task is not None and not task["event"].is_set():
                task["error"] = {"Error": failure.error, "Cause": failure.cause}
                task["event"].set()
            raise

    return run
