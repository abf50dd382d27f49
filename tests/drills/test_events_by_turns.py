"""Events whose people are paged one after the other: when, and until somebody answers."""

from pathlib import Path

import pytest

from tests.support.deliveries import of_service, resource
from tests.support.deliveries import policy as policy_document
from tests.support.drills import problems_of
from tests.support.escalation import alarms as system_alarms
from tests.support.event_rules import rule
from tocsin.drills import Outcome, read_drills, run_drills
from tocsin.simulation import AlarmSet

EVENT = (
    "event: {source: aws.ecs, detail-type: Something, time: '2026-01-05T08:00:00Z', "
    "detail: {state: FAILED}}"
)
"""Before Monday's hand-off from Ana to Ben."""


@pytest.fixture(scope="module")
def alarms(tmp_path_factory: pytest.TempPathFactory) -> AlarmSet:
    """Ana and Ben take turns, Dana is next after five minutes, everybody ten minutes later."""
    topic = {"Ref": "CriticalTopic"}
    allowed = [of_service(each, "sns:Publish") for each in ("events", "cloudwatch")]
    document = policy_document(*allowed)
    may = resource("AWS::SNS::TopicPolicy", Topics=[topic], PolicyDocument=document)
    failed = rule(Targets=[{"Id": "Topic", "Arn": topic}])
    return system_alarms(tmp_path_factory.mktemp("system"), Failed=failed, May=may)


def run(alarms: AlarmSet, expectation: str, settings: str = "") -> Outcome:
    """Run a drill on the event."""
    text = f"drills:\n  d:\n    {EVENT}\n{settings}    expect: [{expectation}]\n"
    (outcome,) = run_drills(read_drills(text, name="d.yaml", alarms=alarms).drills, alarms)
    return outcome


ANSWERED = "    acknowledged: 4m\n"


@pytest.mark.parametrize(
    ("expectation", "settings"),
    [
        ("{paged: ana}", ""),
        ("{paged: ana, at: 0m}", ""),
        ("{paged: [ana, dana]}", ""),
        ("{paged: dana, at: 5m}", ""),
        ("{paged: dana, from: 4m, within: 2m}", ""),
        ("{paged: nobody, from: 6m, within: 5m}", ""),
        ("{paged: [ana, ben, dana], at: 15m}", ""),
        ("{paged: nobody, from: 1m, within: 1h}", ANSWERED),
        ("{received: [ana@example.com]}", ""),
    ],
)
def test_what_is_met(alarms: AlarmSet, expectation: str, settings: str) -> None:
    """Whoever has the turn is paged first, and the next tier if nobody answers."""
    assert run(alarms, expectation, settings).failures == ()


@pytest.mark.parametrize(
    ("expectation", "settings", "actual"),
    [
        ("{paged: dana, at: 0m}", "", "dana not paged; paged: ana@example.com"),
        ("{paged: dana}", ANSWERED, "dana not paged; paged: ana@example.com"),
        ("{paged: nobody, within: 1m}", "", "ana@example.com, by failed"),
    ],
)
def test_what_is_not_met(alarms: AlarmSet, expectation: str, settings: str, actual: str) -> None:
    """A failure says who was paged at that time."""
    (failure,) = run(alarms, expectation, settings).failures

    assert failure.actual == actual


@pytest.mark.parametrize(
    ("expectation", "problem"),
    [
        ("{paged: ana, from: 5m}", "from says from when on within counts"),
        ("{paged: ana, at: 5m, within: 5m}", "at excludes within and from"),
        ("{rules: failed, at: 5m}", "the expectation is about rules"),
    ],
)
def test_times_that_cannot_be_read(alarms: AlarmSet, expectation: str, problem: str) -> None:
    """A typo never makes a drill pass."""
    (found,) = problems_of(alarms, f"drills: {{d: {{{EVENT}, expect: [{expectation}]}}}}")

    assert problem in found


def test_nobody_can_answer_where_nothing_waits(tmp_path: Path) -> None:
    """Without a machine there is nothing to acknowledge."""
    alarms = system_alarms(tmp_path, CriticalMachine=None, Failed=rule(Targets=[]))
    drill = f"{{{EVENT}, acknowledged: 4m, expect: [{{rules: failed}}]}}"

    (problem,) = problems_of(alarms, f"drills: {{d: {drill}}}")

    assert "nothing in the templates waits" in problem
