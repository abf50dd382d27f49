"""Which alarm of BASE is which of HEAD, also under another name or in another place."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from tocsin.assembly import ALARM_TYPES
from tocsin.review.comparison import About, called, word_for
from tocsin.review.pairs import normal
from tocsin.review.side import NOBODY, service_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tocsin.assembly import Alarm, Resource
    from tocsin.on_call import Severity
    from tocsin.review.comparison import Comparison
    from tocsin.review.side import Reach
    from tocsin.simulation import DeployedAlarm

_AROUND_THE_QUESTION = frozenset(
    {"ActionsEnabled", "AlarmActions", "AlarmDescription", "AlarmName", "InsufficientDataActions",
     "OKActions", "Tags"},
)  # fmt: skip
_FAR_FROM_PEOPLE = frozenset(
    {
        "AWS::CDK::Metadata", "AWS::CloudWatch::AlarmMuteRule", "AWS::CloudWatch::Dashboard",
        "AWS::Logs::LogGroup", "AWS::Logs::MetricFilter", "AWS::XRay::Group",
        "AWS::XRay::SamplingRule",
    }
)  # fmt: skip
"""What decides of no notification whether it arrives, and changes often."""
_HOW_MUCH = frozenset(
    {"DatapointsToAlarm", "EvaluationPeriods", "Period", "Threshold", "TreatMissingData"}
)


@dataclass(frozen=True, kw_only=True, eq=False)
class AlarmPair:
    """An alarm before and after.

    Attributes:
        comparison: Both sides.
        before: It in BASE; None if BASE does not have it.
        after: It in HEAD; None likewise.
    """

    comparison: Comparison
    before: Alarm | None
    after: Alarm | None

    @property
    def alarm(self) -> Alarm:
        """It in HEAD, or in BASE if HEAD has it no more."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def old(self) -> DeployedAlarm | None:
        """It as BASE evaluates it; None if it cannot."""
        return self.comparison.base.deployed.get(self.before.resource) if self.before else None

    @property
    def new(self) -> DeployedAlarm | None:
        """It as HEAD evaluates it; None if it cannot."""
        return self.comparison.head.deployed.get(self.after.resource) if self.after else None

    @property
    def severities(self) -> tuple[Severity | None, Severity | None]:
        """How urgent it is, before and after; None where nothing tells."""
        base, head = self.comparison.base, self.comparison.head
        return (
            base.severity(self.before) if self.before else None,
            head.severity(self.after) if self.after else None,
        )

    @cached_property
    def base_reach(self) -> Reach:
        """Who was told when it fired."""
        return self.comparison.base.reach(self.before) if self.before else NOBODY

    @cached_property
    def head_reach(self) -> Reach:
        """Who is told when it fires."""
        return self.comparison.head.reach(self.after) if self.after else NOBODY

    @cached_property
    def about(self) -> About:
        """What changes of it are about: a change is as urgent as the more urgent of both is."""
        old, new = self.severities
        ranks = [each for each in (old, new) if each is not None]
        weight: Severity = "critical" if "critical" in ranks else "warning"
        if ranks and all(each == "info" for each in ranks):
            weight = "info"
        resource = self.alarm.resource
        return About(
            subject=f"{word_for(resource.type)} {called(resource)}",
            resource=resource,
            name=called(resource),
            is_gone=self.after is None,
            service=service_of(self.alarm.tags),
            alarm_severity=new or old,
            weight=weight,
        )


def alarm_pairs(comparison: Comparison) -> tuple[AlarmPair, ...]:
    """Return the alarms that come, go or become other; each old one is at most one new one.

    An alarm is what has its place, or else its name, or asks the same, or asks the same and only
    fires by other numbers.
    """
    base, head = comparison.base.alarms, comparison.head.alarms
    found = [
        (
            base.get(pair.before) if pair.before else None,
            head.get(pair.after) if pair.after else None,
        )
        for pair in comparison.of(*ALARM_TYPES)
    ]
    kept = [(old, new) for old, new in found if old is not None and new is not None]
    gone = [old for old, new in found if old is not None and new is None]
    come = [new for old, new in found if new is not None and old is None]
    for key in (_name, _question, _rough_question):
        matched = list(_matched(gone, come, key))
        kept += matched
        gone = [each for each in gone if each not in {old for old, _ in matched}]
        come = [each for each in come if each not in {new for _, new in matched}]
    every = (*kept, *((each, None) for each in gone), *((None, each) for each in come))
    return tuple(AlarmPair(comparison=comparison, before=old, after=new) for old, new in every)


def quiet_pairs(comparison: Comparison) -> tuple[AlarmPair, ...]:
    """Return the alarms that are as before, where something between alarms and people is not."""
    types = {pair.type for pair in comparison.pairs.changed} - set(ALARM_TYPES)
    if types <= _FAR_FROM_PEOPLE:
        return ()
    changed = {pair.after for pair in comparison.of(*ALARM_TYPES)}
    base, before = comparison.base.alarms, comparison.pairs.before
    return tuple(
        AlarmPair(comparison=comparison, before=base[before[resource]], after=alarm)
        for resource, alarm in comparison.head.alarms.items()
        if resource not in changed and before.get(resource) in base
    )


def _matched(
    gone: Iterable[Alarm], come: Iterable[Alarm], key: Callable[[Alarm], str]
) -> Iterator[tuple[Alarm, Alarm]]:
    """Yield what is alike, each once, in the order of the templates."""
    waiting: dict[str, list[Alarm]] = {}
    for each in gone:
        if text := key(each):
            waiting.setdefault(text, []).append(each)
    for each in come:
        if alike := waiting.get(key(each)):
            yield alike.pop(0), each


def _name(alarm: Alarm) -> str:
    return _text(alarm.resource, alarm.name) if "AlarmName" in alarm.properties else ""


def _question(alarm: Alarm) -> str:
    """Return what an alarm asks, whatever it is called and whoever is told."""
    return _text(alarm.resource, _asked(alarm, _AROUND_THE_QUESTION))


def _rough_question(alarm: Alarm) -> str:
    """Return what an alarm reads and how it compares, whatever the numbers are."""
    asked = _asked(alarm, _AROUND_THE_QUESTION | _HOW_MUCH)
    return _text(alarm.resource, asked) if asked else ""


def _asked(alarm: Alarm, without: frozenset[str]) -> object:
    return normal({name: each for name, each in alarm.properties.items() if name not in without})


def _text(resource: Resource, value: object) -> str:
    place = (resource.stack.account, resource.stack.region, resource.type)
    return json.dumps([place, value], sort_keys=True, default=str)
