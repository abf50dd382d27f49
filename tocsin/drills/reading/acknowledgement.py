"""When somebody answers the pages of a drill."""

from collections.abc import Iterator

from tocsin.diagnostics import YamlValue
from tocsin.drills.reading.drill_context import DrillContext


def read_acknowledged(value: YamlValue | None, context: DrillContext) -> tuple[float, ...]:
    """Return when incidents are acknowledged, in seconds since 1970.

    Where nothing pages by turns, nobody can: then that is reported.

    Args:
        value: A time since the start of the drill, or a list of such; None if there is none.
        context: The data of the drill and the alarms around them.
    """
    if value is None:
        return ()
    if not context.alarms.routes.ways.machines:
        what = "nothing in the templates waits for somebody to acknowledge an incident"
        value.report("not-deployed", what, "remove acknowledged")
        return ()
    return tuple(_moments(value, context))


def _moments(value: YamlValue, context: DrillContext) -> Iterator[float]:
    for item in value.items():
        seconds = item.seconds()
        at = None if seconds is None else context.in_data(item, seconds)
        if at is not None:
            yield at
