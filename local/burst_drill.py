"""A live drill of many alarms at once: they are one incident, which is over before any answer."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from local.drill_data import drill_data
from local.drillable_alarm import DrillableAlarm
from local.drilled_metric import healthy_if_it_fails, put
from local.live_incident import LiveIncident
from local.live_policy import LivePolicy
from local.patience import wait_until
from local.timeline import Moment, Timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class BurstDrill:
    """A drill that went well.

    Attributes:
        service: Whose alarms fired.
        timeline: What happened, in order.
        note: Which alarms fired.
    """

    service: str
    timeline: tuple[Moment, ...]
    note: str


def run_burst_drill(
    live: LivePolicy, alarms: Sequence[DrillableAlarm], *, on_event: Callable[[str], None] = print
) -> BurstDrill:
    """Let alarms of a service fire and recover at once, and follow the one incident of them.

    Args:
        live: The policy by which they page.
        alarms: The alarms.
        on_event: Called with each thing that happens.

    Raises:
        LocalError: Something does not happen in time, or not as one incident.
    """
    timeline = Timeline(on_event)
    data = [(each, drill_data(each.alarm, time.time())) for each in alarms]
    pagers = tuple(dict.fromkeys(each.pager for each in alarms))
    with healthy_if_it_fails(data):
        for each, points in data:
            put(each, points.breaching, points.breaching_times)
        many = f"{len(alarms)} alarms" if len(alarms) > 1 else "one alarm"
        timeline.happened(f"put breaching data of {many} of {alarms[0].service}")
        incident = LiveIncident.about(live, pagers, timeline)
        incident.wait_for_first_tier()
        what = f"not all alarms of {alarms[0].service} became members of incident {incident.id}"
        wait_until(lambda: incident.now.members.keys() >= set(pagers), what)
        timeline.happened("all of them are members of this one incident")
    for each, points in data:
        put(each, points.healthy, points.healthy_times)
    timeline.happened("put healthy data of all of them")
    incident.wait_until_over()
    return BurstDrill(
        service=alarms[0].service,
        timeline=timeline.moments,
        note=f"The alarms are {', '.join(pagers)}.",
    )
