"""When somebody answers the pages of a drill."""

from collections.abc import Iterator
from typing import TypeGuard

from tocsin.diagnostics import YamlValue
from tocsin.drills.reading.drill_context import DrillContext
from tocsin.simulation import AlarmSet


def read_acknowledged(value: YamlValue | None, context: DrillContext) -> tuple[float, ...]:
    """Return when incidents are acknowledged, in seconds since 1970.

    Where nothing pages by turns, nobody can: then that is reported.

    Args:
        value: A time since the start of the drill, or a list of such; None if there is none.
        context: The data of the drill and the alarms around them.
    """
    return tuple(_moments(value, context)) if _is_answered(value, context.alarms) else ()


def read_answers(value: YamlValue | None, alarms: AlarmSet) -> tuple[float, ...]:
    """Return after how many seconds the pages about an event are answered.

    Args:
        value: A time since the event, or a list of such; None if there is none.
        alarms: What is deployed.
    """
    if value is None or not _is_answered(value, alarms):
        return ()
    found = (item.seconds() for item in value.items())
    return tuple(each for each in found if each is not None)


def _is_answered(value: YamlValue | None, alarms: AlarmSet) -> TypeGuard[YamlValue]:
    """Say whether something waits for an answer; where nothing does, that is reported."""
    if value is not None and not alarms.routes.ways.machines:
        what = "nothing in the templates waits for somebody to acknowledge an incident"
        value.report("not-deployed", what, "remove acknowledged")
        return False
    return value is not None


def _moments(value: YamlValue, context: DrillContext) -> Iterator[float]:
    for item in value.items():
        seconds = item.seconds()
        at = None if seconds is None else context.in_data(item, seconds)
        if at is not None:
            yield at
