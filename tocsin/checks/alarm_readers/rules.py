"""Rules of EventBridge that get the changes of an alarm's state.

CloudWatch sends each of them to the default bus of the alarm's account and Region, with or without
actions.
https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from tocsin.assembly import DEFAULT_BUS, Alarm, Environment, EventRule
from tocsin.checks.alarm_readers.reader import AlarmReader
from tocsin.events import EventPattern
from tocsin.simulation import EventRules

_FIX: Final = "give the value by --parameter NAME=VALUE, or write it out"
_DISABLED: Final = "DISABLED"
_STATES_BEFORE: Final = ("OK", "INSUFFICIENT_DATA")
_KIND: Final = {"source": "aws.cloudwatch", "detail-type": "CloudWatch Alarm State Change"}


@dataclass(frozen=True, slots=True)
class _AlarmRule:
    """A rule for changes of alarms' states.

    Attributes:
        rule: The rule.
        pattern: What it asks for.
    """

    rule: EventRule
    pattern: EventPattern


class AlarmRules:
    """The rules of an assembly that are about the states of alarms."""

    def __init__(self, event_rules: EventRules) -> None:
        self._rules = tuple(_about_alarms(event_rules))

    def reader(self, alarm: Alarm) -> AlarmReader | None:
        """Return a rule that gets it when the alarm goes to ALARM, or perhaps does; or None."""
        perhaps = None
        for each in self._rules:
            if not _may_be(alarm.stack.environment, each.rule.stack.environment):
                continue
            answer = _matches(each.pattern, alarm)
            what = f"the rule {each.rule.called}"
            if answer:
                return AlarmReader(what)
            if answer is None:
                why = f"{what} may match its events: a value is open that its pattern asks for"
                perhaps = AlarmReader(what, is_certain=False, why=why, fix=_FIX)
        return perhaps


def is_live(rule: EventRule) -> bool:
    """Say whether a rule does anything with events of alarms."""
    return rule.bus == DEFAULT_BUS and rule.state != _DISABLED and bool(rule.targets)


def _about_alarms(event_rules: EventRules) -> Iterator[_AlarmRule]:
    for name, rule in event_rules.by_name.items():
        pattern = event_rules.pattern(name) if is_live(rule) else None
        if pattern is not None and pattern.could_be_of(_KIND):
            yield _AlarmRule(rule, pattern)


def _matches(pattern: EventPattern, alarm: Alarm) -> bool | None:
    event = _event(alarm)
    known = frozenset(path for path, value in event.items() if "${" not in value)
    kept = tuple(
        tuple(wanted for wanted in alternative if wanted.path in known)
        for alternative in pattern.alternatives
    )
    answers = {EventPattern(kept).matches(_after(event, before)) for before in _STATES_BEFORE}
    if True in answers:
        return True if kept == pattern.alternatives else None
    return None if None in answers else False


def _event(alarm: Alarm) -> dict[str, str]:
    """Return what is known of the event by its paths; a value that is open has placeholders."""
    place = alarm.stack.environment
    return {
        **_KIND,
        "account": place.account_text,
        "region": place.region_text,
        "resources": alarm.arn,
        "detail.alarmName": alarm.name,
        "detail.previousState.value": "",
        "detail.state.value": "ALARM",
    }


def _after(event: Mapping[str, str], before: str) -> dict[str, str]:
    return {**event, "detail.previousState.value": before}


def _may_be(first: Environment, second: Environment) -> bool:
    pairs = ((first.account, second.account), (first.region, second.region))
    return all(None in pair or pair[0] == pair[1] for pair in pairs)
