"""Tells when boto3 asks AWS again; it does so in silence, and waits before."""

import re
from collections.abc import Callable, Mapping
from typing import Any

_ATTEMPT = re.compile(r"attempt=(\d+)(?:; max=(\d+))?")


def tell_retries(client: Any, tell: Callable[[str], None]) -> None:  # noqa: ANN401 - of boto3
    """Have *tell* called before each further attempt of a client.

    Args:
        client: A boto3 client.
        tell: Takes `cloudwatch:GetMetricData: attempt 2 of 10, after Throttling`.
    """
    service = client.meta.service_model.service_name
    reasons: dict[str, str] = {}

    def ended(operation: Any, response: Any, caught_exception: Any, **_: object) -> None:  # noqa: ANN401
        reasons[operation.name] = _reason(response, caught_exception)

    def sends(request: Any, event_name: str, **_: object) -> None:  # noqa: ANN401 - of botocore
        operation = event_name.rpartition(".")[2]
        number, most = _attempt(request.headers)
        if number > 1:
            count = f"attempt {number}{f' of {most}' if most else ''}"
            tell(f"{service}:{operation}: {count}, after {reasons.get(operation, 'a failure')}")

    client.meta.events.register("needs-retry", ended)
    client.meta.events.register("before-send", sends)


def _reason(response: tuple[Any, Mapping[str, Any]] | None, caught: Exception | None) -> str:
    if caught is not None or response is None:
        return type(caught).__name__
    answer, parsed = response
    return str(parsed.get("Error", {}).get("Code") or f"status {answer.status_code}")


def _attempt(headers: Mapping[str, str | bytes]) -> tuple[int, str | None]:
    """Return which attempt a request is, and of how many, as its header says."""
    header = headers.get("amz-sdk-request", "")
    text = header.decode() if isinstance(header, bytes) else header
    found = _ATTEMPT.search(text)
    return (int(found[1]), found[2]) if found else (1, None)
