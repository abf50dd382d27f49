"""Alarms on the same events of which the more urgent fires where the other sees nothing wrong.

What a warning calls healthy, in an hour or a day, has to be healthy for whoever is called up at
night too: at the least rate that the warning accepts, the critical alarm may not fire by chance.
"""

from collections.abc import Hashable, Sequence
from itertools import permutations

from tocsin.on_call import SEVERITIES
from tocsin.plan.quiet_times import own_record
from tocsin.plan.specs import AlarmSpec, TrafficSpec
from tocsin.plan.stage_context import StageContext
from tocsin.plan.usual_week import usual_week
from tocsin.traffic import Profile, false_pages, how_often, is_trusted, rate_text


def check_traffic(context: StageContext, alarms: Sequence[AlarmSpec]) -> None:
    """Report pairs of alarms on few events that contradict each other, and rates that are not said.

    Args:
        context: The stage.
        alarms: All alarms of the stage.
    """
    _check_weeks(context)
    alike: dict[Hashable, list[tuple[AlarmSpec, TrafficSpec]]] = {}
    for alarm in alarms:
        traffic = alarm.traffic
        if traffic is not None and traffic.alarm.on_few and traffic.is_trusted:
            alike.setdefault((alarm.service, alarm.region, traffic.metric), []).append(
                (alarm, traffic)
            )
    for group in alike.values():
        for urgent, other in permutations(group, 2):
            if SEVERITIES.index(urgent[0].severity) < SEVERITIES.index(other[0].severity):
                _check_pair(context, urgent, other)


def _check_pair(
    context: StageContext,
    urgent: tuple[AlarmSpec, TrafficSpec],
    other: tuple[AlarmSpec, TrafficSpec],
) -> None:
    (alarm, traffic), (accepting, accepted) = urgent, other
    rate = accepted.healthy_rate
    profile = Profile(shares=((rate, 1.0),))
    if is_trusted(traffic.alarm, profile, at_most=traffic.most_a_month):
        return
    often = how_often(false_pages(traffic.alarm, profile))
    service = context.viewpoint.services[alarm.service]
    context.report(
        "alarms-contradict",
        own_record(service, accepting),
        f"the alarm {accepting.id!r} calls {rate_text(rate)} of {traffic.metric} healthy, and at "
        f"that rate {alarm.id!r}, which is {alarm.severity}, fires {often} by chance alone",
        _fix(accepting, accepted, traffic),
        severity="warning",
        rests_on=[own_record(service, alarm)],
    )


def _fix(accepting: AlarmSpec, accepted: TrafficSpec, traffic: TrafficSpec) -> str:
    """Return the least threshold of the less urgent alarm that the other can live with."""
    low, high = accepted.healthy_rate, traffic.profile.slowest
    needed = _least_trusted(traffic, low, high)
    longer = "let the urgent alarm wait for more periods"
    if needed is None:
        return longer
    threshold = needed * accepted.alarm.period * accepted.amount
    return (
        f"raise the threshold of {accepting.id!r} to {threshold:.0f}, which is "
        f"{rate_text(needed)}; or {longer}"
    )


def _least_trusted(traffic: TrafficSpec, low: float, high: float) -> float | None:
    """Return the least rate between two, in events a second, at which an alarm fires seldom."""

    def is_enough(rate: float) -> bool:
        profile = Profile(shares=((rate, 1.0),))
        return is_trusted(traffic.alarm, profile, at_most=traffic.most_a_month)

    if not low < high or not is_enough(high):
        return None
    while high - low > high / 1_000:
        middle = (low + high) / 2
        low, high = (low, middle) if is_enough(middle) else (middle, high)
    return high


def _check_weeks(context: StageContext) -> None:
    """Report metrics of which neither a rate nor quiet is said for some hours of the week."""
    for service_name, service in context.viewpoint.services.items():
        for name, metric in service.metrics.items():
            if metric.usual is None:
                continue
            _, unsaid = usual_week(metric.usual, metric.quiet or ())
            if unsaid:
                context.report(
                    "usual-leaves-out",
                    ("services", service_name, "metrics", name, "usual"),
                    f"it says nothing about {unsaid / 60:g} of the 168 hours of a week",
                    "add a rate without hours at the end, or name these hours as quiet",
                )
