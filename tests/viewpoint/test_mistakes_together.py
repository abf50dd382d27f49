"""Mistakes that meet: none hides another, none is told twice, and none ends in a defect."""

import pytest

from tests.support.viewpoints import changed, problems_of
from tocsin.viewpoint import parse_draft

PRIMARY = "  primary: {members: [ana]}"
PROD = "recovery_region: eu-central-1}"
HOURS = "uncovered: we sleep, shifts: {day: {members: [%s], hours: '09:00-17:00'}}"


def _of_prod(changes: str) -> tuple[str, str]:
    return PROD, f"{PROD.removesuffix('}')}, {changes}}}"


@pytest.mark.parametrize(
    ("edits", "told"),
    [
        (
            [(PRIMARY, f"  primary: {{{HOURS % 'backup'}}}\n  backup: {{member: [ana]}}")],
            [("on_call.backup.member", "the key 'member' is unknown")],
        ),
        (
            [_of_prod("services: {checkout: {owner: off}}"), ("page: primary", "page: zzz")],
            [
                ("stages.prod.services.checkout.owner", "'owner' is missing"),
                ("escalation.critical[0].page", "there is no contact or rotation 'zzz'"),
            ],
        ),
        (
            [_of_prod("services: {checkout: {metrics: {orders placed: off}}}")],
            [
                (
                    "services.checkout.alarms.no orders.metric",
                    "in the stage prod: there is no metric 'orders placed'",
                )
            ],
        ),
        (
            [
                _of_prod("contacts: {bob: {email: b@example.com}}"),
                ("metric: orders placed", "metric: zzz"),
            ],
            [("services.checkout.alarms.no orders.metric", "there is no metric 'zzz'")],
        ),
        (
            [_of_prod("warm_up: off")],
            [("stages.prod.warm_up", "there is no 'warm_up' to take out")],
        ),
        (
            [(PRIMARY, "  primary: {members: [ana], hand_off: Monday-Friday 09:00, turn: 2d}")],
            [("on_call.primary.turn", "several hand-offs say themselves how long turns are")],
        ),
        (
            [(PROD, "recovery_region: eu-west-1}")],
            [("stages.prod.recovery_region", "the system is active in eu-west-1")],
        ),
    ],
)
def test_what_is_told(edits: list[tuple[str, str]], told: list[tuple[str, str]]) -> None:
    """Each mistake once, at its place; also by who reads a viewpoint without planning it."""
    text = changed(*edits)
    found = [(each.where.subject, each.what) for each in problems_of(text)]

    assert [
        (place, what[: len(said)]) for (place, what), (_, said) in zip(found, told, strict=True)
    ] == told
    assert len(parse_draft(text).problems) <= len(told)


def test_an_override_may_leave_critical_alarms_unanswered() -> None:
    """Whoever stands in for somebody who always answers may sleep at night."""
    overrides = "[{begins: 2026-06-01 09:00, ends: 2026-07-01 09:00, on_call: b}]"
    text = changed(
        (
            PRIMARY,
            f"  primary: {{members: [ana], overrides: {overrides}}}\n  b: {{{HOURS % 'ana'}}}",
        )
    )

    (problem,) = problems_of(text)
    assert problem.kind == "viewpoint/critical-unanswered"
    assert "from Monday 2026-06-01 17:00" in problem.what
