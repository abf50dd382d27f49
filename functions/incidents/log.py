"""What functions log: which thing failed and how, and nothing about people."""

import json
import sys


def log_failure(what: str, error: Exception, **ids: str) -> None:
    """Write a line of JSON; texts of notifications and addresses stay out of it."""
    response = getattr(error, "response", None)
    code = response.get("Error", {}).get("Code") if isinstance(response, dict) else None
    line = {"level": "ERROR", "what": what, "error": type(error).__name__, "code": code, **ids}
    sys.stdout.write(f"{json.dumps(line)}\n")
