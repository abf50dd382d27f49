"""How grave a closed hop is, and that it is said once, with whose notifications are lost there."""

from pathlib import Path

import pytest

from tests.support.assembly import load_template
from tests.support.drills import Json, metric_alarm, subscription, template
from tocsin.checks import Subject
from tocsin.checks.lost_notifications import closed_hops

TOPIC = {"Type": "AWS::SNS::Topic"}
FUNCTION = "arn:aws:lambda:eu-west-1:111122223333:function:repair"
PAGER, CHAT = {"Ref": "Pager"}, {"Ref": "Chat"}
WRONG = subscription("sms", "ana@example.com", TopicArn=PAGER)
RIGHT = subscription("email", "ben@example.com", TopicArn=CHAT)


def losses(folder: Path, **resources: Json) -> list[tuple[str, list[str], list[str]]]:
    """Return each closed hop: how grave it is, whose it is, and who does not hear."""
    ways = {"Pager": TOPIC, "Chat": TOPIC, "Wrong": WRONG, "Right": RIGHT}
    subject = Subject.of(load_template(folder, template(**ways, **resources)))
    return [
        (each.severity, [alarm.name for alarm in each.alarms], list(each.recipients))
        for each in closed_hops(subject)
    ]


def acting(name: str, alarm: list[Json | str], ok: list[Json | str]) -> Json:
    """Return an alarm that acts so when it fires, and when it ends."""
    return metric_alarm(name, AlarmActions=alarm, OKActions=ok)


@pytest.mark.parametrize(
    ("alarm", "ok", "severity"),
    [
        ([PAGER], [PAGER], "error"),
        ([PAGER], [], "error"),
        ([PAGER, CHAT], [PAGER], "warning"),
        ([CHAT], [PAGER], "warning"),
        ([PAGER, FUNCTION], [], "error"),
    ],
)
def test_how_grave_it_is(
    tmp_path: Path, alarm: list[Json | str], ok: list[Json | str], severity: str
) -> None:
    """An error if nobody else who may be a person hears that it fires."""
    found = losses(tmp_path, A=acting("a", alarm, ok))

    assert found == [(severity, ["a"], ["sms ana@example.com"])]


def test_a_hop_of_several_alarms_is_said_once(tmp_path: Path) -> None:
    """It is as grave as it is for the one that reaches nobody else."""
    found = losses(
        tmp_path,
        A=acting("a", [PAGER, CHAT], []),
        B=acting("b", [PAGER], [PAGER]),
        C=acting("c", [CHAT], [CHAT]),
    )

    assert found == [("error", ["a", "b"], ["sms ana@example.com"])]


def test_an_alarm_whose_actions_are_off_loses_nothing(tmp_path: Path) -> None:
    """That is said of the alarm, and not of each hop behind it."""
    silent = metric_alarm("a", AlarmActions=[PAGER], OKActions=[PAGER], ActionsEnabled=False)

    assert losses(tmp_path, A=silent) == []
