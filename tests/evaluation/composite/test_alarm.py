from typing import Any

import pytest

from tocsin.diagnostics import InvalidInputError, Problem
from tocsin.evaluation.composite import CompositeAlarm, Suppressor, read_composite_alarm

_TOPIC = "arn:aws:sns:us-east-1:111122223333:critical"


def _properties(**changes: object) -> dict[str, Any]:
    return {"AlarmName": "shop", "AlarmRule": "ALARM(a) OR ALARM(b)", **changes}


def test_properties_of_cloudformation_make_a_composite_alarm() -> None:
    """Every property that matters for its behaviour is read."""
    alarm = read_composite_alarm(
        _properties(
            AlarmDescription="both",
            ActionsEnabled="true",
            AlarmActions=[_TOPIC],
            OKActions=[_TOPIC],
            ActionsSuppressor="arn:aws:cloudwatch:us-east-1:111122223333:alarm:deploying",
            ActionsSuppressorWaitPeriod=60,
            ActionsSuppressorExtensionPeriod="120",
        )
    )
    assert (alarm.name, alarm.description, alarm.actions_enabled) == ("shop", "both", True)
    assert alarm.rule.references == ("a", "b")
    assert alarm.actions == {"ALARM": (_TOPIC,), "OK": (_TOPIC,), "INSUFFICIENT_DATA": ()}
    assert alarm.suppressor == Suppressor(alarm="deploying", wait_period=60, extension_period=120)


@pytest.mark.parametrize(
    ("changes", "name", "words"),
    [
        ({"AlarmName": None}, "AlarmName", "1 to 255 characters"),
        ({"AlarmName": "x" * 256}, "AlarmName", "1 to 255 characters"),
        ({"AlarmDescription": "x" * 1025}, "AlarmDescription", "0 to 1024 characters"),
        ({"AlarmRule": None}, "AlarmRule", "ALARM(a) OR ALARM(b)"),
        ({"AlarmRule": "ALRM(a)"}, "AlarmRule", "did you mean 'ALARM'?"),
        ({"AlarmActions": [_TOPIC] * 6}, "AlarmActions", "at most 5"),
        (
            {"AlarmActions": ["arn:aws:automate:us-east-1:ec2:stop"]},
            "AlarmActions",
            "put it on a metric alarm",
        ),
        (
            {"ActionsSuppressorWaitPeriod": 60},
            "ActionsSuppressorWaitPeriod",
            "without ActionsSuppressor",
        ),
        (
            {"ActionsSuppressor": "s", "ActionsSuppressorWaitPeriod": 60},
            "ActionsSuppressorExtensionPeriod",
            "go with ActionsSuppressor",
        ),
        (
            {
                "ActionsSuppressor": "s",
                "ActionsSuppressorWaitPeriod": -1,
                "ActionsSuppressorExtensionPeriod": 60,
            },
            "ActionsSuppressorWaitPeriod",
            "less than 0 seconds",
        ),
    ],
)
def test_properties_that_cloudwatch_rejects(
    changes: dict[str, object], name: str, words: str
) -> None:
    """One wrong property gives one problem that names it."""
    with pytest.raises(InvalidInputError) as caught:
        read_composite_alarm(_properties(**changes))
    (problem,) = caught.value.problems
    assert problem.where.subject == name
    assert words in str(problem)


def test_wrong_properties_come_together() -> None:
    """Independent mistakes are all reported."""
    with pytest.raises(InvalidInputError) as caught:
        read_composite_alarm({"AlarmRule": "ALARM(", "ActionsSuppressor": "s"})
    assert [problem.where.subject for problem in caught.value.problems] == [
        "AlarmRule",
        "ActionsSuppressorWaitPeriod",
        "ActionsSuppressorExtensionPeriod",
        "AlarmName",
    ]


@pytest.mark.parametrize("region", ["eu-west-1", None])
def test_alarms_of_a_rule_may_be_in_its_region(region: str | None) -> None:
    """An ARN says where an alarm is; where the composite alarm is may be open."""
    properties = _properties(AlarmRule="ALARM(arn:aws:cloudwatch:eu-west-1:1:alarm:a)")

    assert read_composite_alarm(properties, region=region).rule.alarm_names == ("a",)


def test_alarms_of_a_rule_are_not_elsewhere() -> None:
    """A rule sees the alarms of its own Region alone."""
    properties = _properties(AlarmRule="ALARM(arn:aws:cloudwatch:eu-west-1:1:alarm:a) OR ALARM(b)")

    with pytest.raises(InvalidInputError) as caught:
        read_composite_alarm(properties, region="us-east-1")

    assert [each.kind for each in caught.value.problems] == ["composite/alarm-region"]


def _alarm_or_problems(
    properties: dict[str, Any],
) -> CompositeAlarm | tuple[Problem, ...]:
    try:
        return read_composite_alarm(properties)
    except InvalidInputError as error:
        return error.problems


_ODD: list[object] = [None, 5, "x", "", [], {}, True, [None], {"Ref": "x"}, float("nan")]


@pytest.mark.parametrize("value", _ODD)
@pytest.mark.parametrize(
    "name",
    [
        "AlarmName",
        "AlarmRule",
        "AlarmDescription",
        "ActionsEnabled",
        "AlarmActions",
        "ActionsSuppressor",
        "ActionsSuppressorWaitPeriod",
        "ActionsSuppressorExtensionPeriod",
    ],
)
def test_no_value_of_a_property_breaks_the_reader(name: str, value: object) -> None:
    """Whatever a property holds, the reader returns an alarm or reports problems."""
    assert _alarm_or_problems(_properties(**{name: value}))
