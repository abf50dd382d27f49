"""Valid values for required keys, so that the rest of a broken viewpoint can be checked."""

from typing import Any

_TEXT = "unknown"

PLACEHOLDERS: dict[str, Any] = {
    "system": _TEXT,
    "owner": _TEXT,
    "runbooks": "https://unknown.example/runbooks",
    "stages": {"unknown": {"account": "000000000000", "region": "us-east-1"}},
    "contacts": {_TEXT: {"email": "unknown@unknown.example"}},
    "escalation": {},
    "services": {_TEXT: {"owner": _TEXT}},
    "account": "000000000000",
    "region": "us-east-1",
    "type": _TEXT,
    "severity": "info",
    "when": "> 0",
    "means": _TEXT,
    "matters": _TEXT,
    "first_action": _TEXT,
    "schedule": "cron(0 3 * * ? *)",
    "within": "1h",
    "target": 99,
    "replicate_by": "dynamodb_global_table",
    "respond_within": "5m",
}
"""By key. Keys that name other parts have none: a name that leads nowhere would be invented."""
