"""What is said of an error: what AWS calls it, and never its text, which may have data in it."""

import json
import sys

_THROTTLED = frozenset(
    {
        "LimitExceededException", "ProvisionedThroughputExceededException", "RequestLimitExceeded",
        "SlowDown", "Throttling", "ThrottlingException", "TooManyRequestsException",
    }
)  # fmt: skip


def error_code(error: Exception) -> str:
    """Return what AWS calls an error; empty if it is not of AWS."""
    response = getattr(error, "response", {})
    code: str = response.get("Error", {}).get("Code", "") if isinstance(response, dict) else ""
    return code


def is_throttled(error: Exception) -> bool:
    """Say whether AWS asked for patience: nothing is wrong with what was to be looked at.

    https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
    """
    return error_code(error) in _THROTTLED


def error_text(error: Exception) -> str:
    """Return which operation failed and how, or the type."""
    if isinstance(error, TimeoutError):
        return "time ran out"
    code, operation = error_code(error), getattr(error, "operation_name", None)
    return f"{operation or 'a request'} was answered by {code}" if code else type(error).__name__


def log_failure(what: str, error: Exception, restore_job: str) -> None:
    """Write a line of JSON."""
    failed = {"level": "ERROR", "what": what, "error": error_text(error), "job": restore_job}
    sys.stdout.write(f"{json.dumps(failed)}\n")
