"""What changes, as data for programs; docs/review.md has each field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.on_call import SEVERITIES

if TYPE_CHECKING:
    from tocsin.cli.review_report.result import ReviewResult
    from tocsin.review import Change

VERSION = 1
NOTHING_FOUND: dict[str, object] = {"version": VERSION, "changes": []}


def review_data(result: ReviewResult) -> dict[str, object]:
    """Return everything that was found, the most important first."""
    review = result.review
    counts: dict[str, object] = {each: review.counts[each] for each in SEVERITIES}
    return {
        "version": VERSION,
        "exit_code": result.exit_code,
        "fail_on": result.fail_on,
        "base": result.base,
        "head": result.head,
        "summary": {
            **counts,
            "matter": sum(each.matters for each in review.changes),
            "alarms": {"base": review.alarms[0], "head": review.alarms[1]},
            "stacks": {"base": review.stacks[0], "head": review.stacks[1]},
        },
        "changes": [_change(each, result) for each in review.changes],
    }


def _change(change: Change, result: ReviewResult) -> dict[str, object]:
    position = change.where.position
    return {
        "kind": change.kind,
        "rule": change.rule or None,
        "severity": change.severity,
        "effect": change.effect,
        "matters": change.matters,
        "fails": result.fails(change),
        "sentence": change.sentence,
        "subject": change.subject,
        "name": change.name or None,
        "what": change.what,
        "before": change.before or None,
        "after": change.after or None,
        "why": change.why or None,
        "fix": change.fix or None,
        "service": change.service or None,
        "alarm_severity": change.alarm_severity,
        "stack": change.stack or None,
        "region": change.region,
        "logical_id": change.logical_id or None,
        "type": change.type or None,
        "side": change.side,
        "source": result.file(change.where),
        "line": position.line if position else None,
        "column": position.column if position else None,
        "fingerprint": change.fingerprint,
    }
