"""Alarms that count events, held against how many are usual."""

import math
from collections.abc import Iterator
from dataclasses import replace

from tocsin.diagnostics import KeyPath, elapsed
from tocsin.plan.alarm_settings import AlarmSettings
from tocsin.plan.period import longest_window
from tocsin.plan.specs import AlarmSpec, TrafficSpec
from tocsin.plan.stage_context import StageContext
from tocsin.plan.time_to_page import Freshness
from tocsin.plan.usual_week import usual_week
from tocsin.timing import MINUTE, evaluation_interval
from tocsin.traffic import (
    MOST_TIME_IN_ALARM,
    CountingAlarm,
    datapoints_needed,
    how_often,
    rate_text,
    share_text,
)
from tocsin.viewpoint import Condition, Metric, Service

_COUNTING = ("Sum", "SampleCount")


def counted(service: Service, name: str) -> tuple[str, float] | None:
    """Return which metric counts the events that *name* follows, and what each adds to it.

    None if it is no sum of events.
    """
    amount, seen = 1.0, set[str]()
    while name not in seen:
        seen.add(name)
        metric = service.metrics[name]
        if metric.expression is not None:
            read = _only_input(metric)
            if read is None:
                return None
            name = read
        elif metric.for_each is not None:
            amount *= metric.for_each.amount
            name = metric.for_each.metric
        else:
            return (name, amount) if metric.usual is not None else None
    return None


def _only_input(metric: Metric) -> str | None:
    """Return the metric that an expression gives as it is; None if it calculates."""
    written = (metric.expression or "").replace(" ", "")
    return next(
        (name for id_, name in metric.of.items() if written in {id_, f"FILL({id_},0)"}), None
    )


def quiet_metric(service: Service, name: str) -> Metric:
    """Return the metric that says when no event is normal for *name*."""
    found = counted(service, name)
    metric = service.metrics[name]
    return service.metrics[found[0]] if found is not None and metric.quiet is None else metric


def traffic_of(
    context: StageContext,
    service: Service,
    name: str,
    settings: AlarmSettings,
    freshness: Freshness,
) -> TrafficSpec | None:
    """Return what is usual of the events that an alarm counts; None if it is not said.

    Args:
        context: The stage.
        service: The service.
        name: The metric that the alarm reads.
        settings: How the alarm is set.
        freshness: How often the metric has a datapoint.
    """
    found = None if settings.condition.is_band else counted(service, name)
    statistic = settings.statistic or "Sum"
    if found is None or statistic not in _COUNTING:
        return None
    base, amount = found
    profile, _ = usual_week(service.metrics[base].usual or (), service.metrics[base].quiet or ())
    limit = _limit(settings.condition, amount)
    periods = settings.condition.evaluation_periods
    if profile is None or limit < 0 or settings.period <= 0:
        return None
    shift = max(
        evaluation_interval(period=settings.period, evaluation_periods=periods),
        freshness.interval or 0,
    )
    return TrafficSpec(
        metric=base,
        amount=amount,
        profile=profile,
        alarm=CountingAlarm(
            limit=limit,
            on_few=settings.condition.is_lower,
            period=settings.period,
            shift=min(shift, settings.period),
            evaluation_periods=periods,
            datapoints_to_alarm=settings.condition.datapoints_to_alarm,
        ),
        most=context.viewpoint.most_false_pages(settings.severity),
    )


def _limit(condition: Condition, amount: float) -> int:
    """Return the greatest number of events that lies below a threshold, or at it if that counts."""
    events = round(condition.threshold / amount, 9)
    takes_equal = condition.comparison in {"LessThanOrEqualToThreshold", "GreaterThanThreshold"}
    return math.floor(events) if takes_equal else math.ceil(events) - 1


def check_false_pages(context: StageContext, key_path: KeyPath, alarm: AlarmSpec) -> None:
    """Report an alarm that fires by chance alone more often than its severity allows.

    A critical one is refused: who is called up at night for nothing trusts no alarm.
    """
    traffic = alarm.traffic
    if traffic is None or traffic.is_trusted:
        return
    context.report(
        "fires-by-chance",
        key_path,
        f"the alarm {alarm.id!r} fires although nothing is wrong: {chance_arithmetic(traffic)}; "
        f"{traffic.most} is the most for {alarm.severity}",
        _proposal(alarm, traffic),
        severity="error" if alarm.severity == "critical" else "warning",
    )


def chance_arithmetic(traffic: TrafficSpec) -> str:
    """Say how often an alarm fires by chance, and what that is calculated from."""
    counting, rate = traffic.alarm, traffic.profile.slowest
    if not counting.on_few:
        rate = max(each for each, _ in traffic.profile.shares)
    chance = counting.chance_of_breach(rate)
    words = f"at most {counting.limit}" if counting.limit else "none"
    if not counting.on_few:
        words = f"more than {counting.limit}"
    needed = f"{counting.datapoints_to_alarm} of {counting.evaluation_periods}"
    often = how_often(traffic.false_pages)
    on = traffic.share_in_alarm
    lasting = f", and for {share_text(on)} of the time" if on > MOST_TIME_IN_ALARM else ""
    return (
        f"at {rate_text(rate)} of {traffic.metric} {elapsed(counting.period)} has {words} "
        f"with a probability of {share_text(chance)}, which makes {needed} happen {often}{lasting}"
    )


def _proposal(alarm: AlarmSpec, traffic: TrafficSpec) -> str:
    """Return the shortest wait that is enough, and whether it fits what the severity promises."""
    longest = max(1, longest_window(traffic.alarm.period) // traffic.alarm.period)
    periods = datapoints_needed(
        traffic.alarm, traffic.profile, at_most=traffic.most_a_month, longest=longest
    )
    if periods is None:
        return (
            "no number of periods is enough: choose a threshold further from what is usual, or a "
            "longer period"
        )
    other = replace(alarm, evaluation_periods=periods, datapoints_to_alarm=periods)
    typical, promised = other.time_to_page.typical, alarm.response_time
    return "; ".join(_told(f"'for {periods} of {periods}'", other, typical, promised))


def _told(wanted: str, alarm: AlarmSpec, typical: float, promised: float | None) -> Iterator[str]:
    yield f"write {wanted}, which tells typically after {elapsed(typical)}"
    if promised is not None and typical > promised:
        minutes = math.ceil(alarm.time_to_page.worst / MINUTE)
        yield (
            f"nothing that is sure enough fits the {elapsed(promised)} of {alarm.severity}, so "
            f"declare detect_within: {{time: {minutes}m, because: why that is soon enough}}, or "
            "watch what comes before the events and is more frequent"
        )
