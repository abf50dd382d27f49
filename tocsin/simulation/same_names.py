"""Alarms that have one name, of which CloudWatch takes one.

Metric, log and composite alarms share the names of their account and Region, which differ by case.
https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tocsin.assembly import Alarm, Assembly, Stack

_MOST_COMPARED = 50
"""Alarms of one name that are looked at for each: folders may have a thousand of a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SameName:
    """Two alarms of one name.

    Attributes:
        first: The one that stands first.
        other: The other.
        is_certain: Whether they are in one account and Region; templates of a folder of which
            these are not known may be for different ones.
    """

    first: Alarm
    other: Alarm
    is_certain: bool


def same_names(assembly: Assembly) -> Iterator[SameName]:
    """Yield each alarm that has the name of one before it, if nothing decides against either."""
    by_name: dict[str, list[Alarm]] = {}
    for alarm in (*assembly.alarms, *assembly.log_alarms, *assembly.composite_alarms):
        if alarm.resource.condition_holds is True:
            by_name.setdefault(alarm.name, []).append(alarm)
    for alike in by_name.values():
        for place, other in enumerate(alike[1:], start=1):
            yield from _before(alike[max(0, place - _MOST_COMPARED) : place], other)


def _before(alike: list[Alarm], other: Alarm) -> Iterator[SameName]:
    """Yield one of some alarms of a name that stands in the way of another."""
    together = [(first, _are_together(first, other)) for first in alike]
    for wanted in (True, None):
        for first, answer in together:
            if answer is wanted:
                yield SameName(first=first, other=other, is_certain=wanted is True)
                return


def _are_together(first: Alarm, other: Alarm) -> bool | None:
    """Say whether two alarms of one name are in one account and Region; None if not known."""
    one, another = _whole(first.stack), _whole(other.stack)
    if "${" in first.name:
        return first.stack is other.stack
    if one is another:
        return True
    if one.environment != another.environment:
        return None if None in _place(one) or None in _place(another) else False
    is_known = None not in _place(one)
    are_deployed_together = one.depends_on is not None and another.depends_on is not None
    return True if is_known or are_deployed_together else None


def _whole(stack: Stack) -> Stack:
    while stack.parent is not None:
        stack = stack.parent
    return stack


def _place(stack: Stack) -> tuple[str | None, str | None]:
    return stack.account, stack.region
