"""What version 0.1.0 deployed is brought up to date by one deployment.

`0.1.0/assembly` is what that version made of the viewpoint beside it, as small as it can be:
without metadata, descriptions and the body of the dashboard.
"""

from pathlib import Path

import pytest

from tests.support.stage_assemblies import synthesized
from tests.support.viewpoints import changed, errors_of
from tocsin.assembly import Assembly, load
from tocsin.transition import transition

KEPT = Path(__file__).with_name("0.1.0")
VIEWPOINT = (KEPT / "viewpoint.yaml").read_text()
EDITS = (
    ("retention: 30d", "create: true\n        retention: 30d"),
    (
        "missing: breaching\n",
        "missing: breaching\n        detect_within: {time: 13m, because: few buy at night}\n",
    ),
)
"""What has to be written since then, as docs/upgrade.md says."""

SAID = {"transition/to-be-confirmed"}
"""What is lost, and what one should know: docs/upgrade.md explains each."""


@pytest.fixture(name="base")
def _base() -> Assembly:
    return load(KEPT / "assembly")


@pytest.fixture(name="head")
def _head() -> Assembly:
    return synthesized(changed(*EDITS, text=VIEWPOINT))


def test_what_has_to_be_changed_is_said() -> None:
    """The old viewpoint is refused, with what to write in its place."""
    log_group, late = errors_of(VIEWPOINT)

    assert log_group.where.subject == "services.storefront.log_groups.application"
    assert "add create: true" in log_group.fix
    assert late.where.subject.startswith("services.checkout.alarms.no orders")
    assert "detect_within" in late.fix


def test_nothing_is_refused(base: Assembly, head: Assembly) -> None:
    """CloudFormation accepts the way from the old templates to the new ones."""
    found = transition(base, head)

    assert [str(problem) for problem in found.problems if problem.severity == "error"] == []
    assert {problem.kind for problem in found.problems} == SAID


def test_alarms_stay_where_they_are(base: Assembly, head: Assembly) -> None:
    """An alarm keeps its name, its logical id and its stack, and with them its state."""
    kept = {(alarm.name, alarm.resource.logical_id) for alarm in head.alarms}
    steps = [step for step in transition(base, head).steps if step.name in dict(kept)]

    stay = {(each.name, each.resource.logical_id) for each in base.alarms}
    assert stay <= kept
    assert {step.action for step in steps} <= {"update", "create"}


def test_channels_leave_their_old_stack_first(base: Assembly, head: Assembly) -> None:
    """Amazon Q refuses a second configuration of a channel, so the old one goes before."""
    steps = [
        (step.stack, step.action)
        for step in transition(base, head).steps
        if step.type == "AWS::Chatbot::SlackChannelConfiguration"
    ]

    assert steps == [("shop-prod-alerting", "delete"), ("shop-prod-chat", "create")]
