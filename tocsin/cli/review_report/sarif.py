"""What matters of a review in SARIF 2.1.0; as what stands there is a problem, the rest does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.cli.sarif_log import (
    Json,
    sarif_fingerprints,
    sarif_log,
    sarif_message,
    sarif_place,
    sarif_resource,
)
from tocsin.review import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tocsin.cli.review_report.result import ReviewResult
    from tocsin.on_call import Severity
    from tocsin.review import Change, ChangeKind

_LEVELS: Mapping[Severity, str] = {"critical": "error", "warning": "warning", "info": "note"}
_NUMBERS = {kind: number for number, kind in enumerate(KINDS)}


def review_sarif(result: ReviewResult) -> str:
    """Return a log with one run."""
    found = [_result(each, result) for each in result.review.changes if each.matters]
    return sarif_log(result.exit_code, [_rule(each) for each in KINDS.values()], found)


def _rule(kind: ChangeKind) -> Json:
    return {
        "id": kind.id,
        "shortDescription": {"text": kind.title},
        "defaultConfiguration": {"level": "warning"},
        "properties": {"tags": [kind.family]},
    }


def _result(change: Change, result: ReviewResult) -> Json:
    location: Json = {"physicalLocation": sarif_place(change.where, result.file(change.where))}
    if change.logical_id:
        location["logicalLocations"] = [sarif_resource(change.logical_id, change.stack)]
    fix = change.fix and f"Fix: {change.fix}"
    return {
        "ruleId": change.kind,
        "ruleIndex": _NUMBERS[change.kind],
        "level": _LEVELS[change.severity],
        "message": sarif_message(change.sentence, change.why, fix),
        "locations": [location],
        "partialFingerprints": sarif_fingerprints(change.fingerprint),
    }
