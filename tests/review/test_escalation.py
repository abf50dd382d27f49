"""What is said of machines that page people by turns."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.support.escalation import policy, template
from tests.support.reviews import compared, said
from tocsin.on_call import Policy, Rotation, Shift, Tier

FIRST = Tier(recipients=("primary",), kind="page")
BEN = Tier(recipients=("ben",), kind="page", after=timedelta(minutes=5))
LATE = Tier(recipients=("dana",), kind="page", after=timedelta(minutes=15))
OTHERS = {"primary": Rotation(shifts=(Shift(members=("ana", "dana")),))}

USUAL = policy()
LATER = policy(tiers=(FIRST, LATE))


@pytest.mark.parametrize(
    ("before", "after", "kind", "what"),
    [
        (
            USUAL,
            LATER,
            "critical escalation/later",
            "pages dana after 15 minutes instead of after 5 minutes if nobody answers",
        ),
        (
            LATER,
            USUAL,
            "info escalation/sooner",
            "pages dana after 5 minutes instead of after 15 minutes if nobody answers",
        ),
        (
            USUAL,
            policy(tiers=(FIRST, BEN)),
            "critical escalation/tiers",
            "pages primary; then ben, instead of primary; then dana: dana is never paged",
        ),
        (
            USUAL,
            policy(rotations=OTHERS),
            "warning escalation/rotation",
            "goes by the rotation primary without ben and with dana",
        ),
        (USUAL, None, "critical escalation/removed", "is gone: it paged primary first"),
        (None, USUAL, "info escalation/added", "is new: it pages primary first"),
    ],
    ids=["later", "sooner", "tiers", "rotation", "removed", "added"],
)
def test_who_is_paged_otherwise_is_said(
    before: Policy | None, after: Policy | None, kind: str, what: str, tmp_path: Path
) -> None:
    """A tier that comes later, people who are never paged, and turns of others are told."""
    found = said(compared(tmp_path, _template(before), _template(after)))
    says = f"{kind}: Escalation of critical incidents {what}."
    assert [each for each in found if " escalation/" in each] == [says]


def _template(paged_by: Policy | None) -> dict[str, Any]:
    written = template(paged_by or USUAL)
    if paged_by is None:
        resources = written["Resources"]
        machines = [
            name
            for name, each in resources.items()
            if each["Type"] == "AWS::StepFunctions::StateMachine"
        ]
        for name in machines:
            del resources[name]
    return written
