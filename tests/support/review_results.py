"""Results of `tocsin diff` without templates, for whatever shows them."""

from pathlib import Path

from tocsin.cli.review_report import ReviewResult
from tocsin.diagnostics import Location, Position
from tocsin.on_call import Severity
from tocsin.review import Change, Effect, FailOn, PageTimeChange, Review


def change(
    name: str = "shop-prod-no-orders",
    *,
    kind: str = "alarm/fires-later",
    severity: Severity = "critical",
    effect: Effect = "worse",
    what: str = "fires later: 3 → 9 minutes",
    service: str = "checkout",
    matters: bool = True,
    why: str = "",
    fix: str = "",
) -> Change:
    """Return a change of an alarm."""
    return Change(
        kind=kind,
        severity=severity,
        effect=effect,
        matters=matters,
        subject=f"alarm {name}",
        name=name,
        what=what,
        where=Location(source="/project/cdk.out/shop.json", position=Position(line=3, column=5)),
        why=why,
        fix=fix,
        service=service,
        stack="shop-prod",
        logical_id=name,
        type="AWS::CloudWatch::Alarm",
    )


def result(
    *changes: Change,
    base: str = "origin/main",
    fail_on: FailOn = "info",
    page_times: tuple[PageTimeChange, ...] = (),
) -> ReviewResult:
    """Return what was found."""
    review = Review(changes=changes, alarms=(12, 13), stacks=(2, 2), page_times=page_times)
    return ReviewResult(
        review=review, base=base, head="cdk.out", fail_on=fail_on, home=Path("/project")
    )
