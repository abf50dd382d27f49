"""Examines many alarms, and of those that are alike one."""

from collections.abc import Hashable, Mapping
from typing import Any, Final

from tocsin.alarms.alarm_reader import alarm_properties, draft_alarm
from tocsin.alarms.likeness import Likeness
from tocsin.alarms.metric_alarm import MetricAlarm
from tocsin.alarms.remarks import remarks
from tocsin.alarms.validation import Examination, examine
from tocsin.diagnostics import Problem

_MOST_KINDS: Final = 16_384


class Examiner:
    """Examines alarms, and remembers the kinds of those about which there is nothing to say.

    What is wrong with an alarm names it, so that each of those is examined by itself.
    """

    def __init__(self) -> None:
        self._fine: set[Hashable] = set()

    def examine(
        self,
        properties: Mapping[str, Any],
        *,
        account: str | None = None,
        region: str | None = None,
    ) -> tuple[Examination, tuple[Problem, ...]]:
        """Return what CloudWatch makes of an alarm, and the remarks on one that it takes.

        Args:
            properties: In the shape of ``AWS::CloudWatch::Alarm`` or of PutMetricAlarm.
            account: The account it is in, if that is known.
            region: The Region it is in, if that is known.
        """
        kind = Likeness(account, region).of(properties)
        if kind in self._fine:
            return Examination(problems=(), alarm=_drafted(properties)), ()
        return self._examined(kind, properties, account, region)

    def problems(
        self,
        properties: Mapping[str, Any],
        *,
        account: str | None = None,
        region: str | None = None,
    ) -> tuple[Problem, ...]:
        """Return everything for which CloudWatch refuses an alarm, or else the remarks on it."""
        kind = Likeness(account, region).of(properties)
        if kind in self._fine:
            return ()
        found, said = self._examined(kind, properties, account, region)
        return found.problems or said

    def _examined(
        self,
        kind: Hashable,
        properties: Mapping[str, Any],
        account: str | None,
        region: str | None,
    ) -> tuple[Examination, tuple[Problem, ...]]:
        found = examine(properties, account=account, region=region)
        if found.problems or found.alarm is None:
            return found, ()
        said = tuple(remarks(properties, found.alarm))
        if not said and len(self._fine) < _MOST_KINDS:
            self._fine.add(kind)
        return found, said


def _drafted(properties: Mapping[str, Any]) -> MetricAlarm | None:
    return draft_alarm(alarm_properties(properties))
