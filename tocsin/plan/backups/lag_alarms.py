"""The alarms on replicas that are further behind than may be lost."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from tocsin.diagnostics import format_duration
from tocsin.plan.alarm_settings import AlarmSettings, assemble_alarm
from tocsin.plan.backups.lag_metric import (
    LAG_KINDS,
    PUBLISHED_LATE,
    LagKind,
    dimensions_of,
)
from tocsin.plan.backups.protected import Protected
from tocsin.plan.refusals import AlarmPlaces
from tocsin.plan.specs import AlarmSpec, MetricSpec, SeriesSpec, runbook_path
from tocsin.plan.stage_context import StageContext
from tocsin.plan.time_to_page import Freshness
from tocsin.timing import DetectWithin
from tocsin.viewpoint import Condition

_SERVICE, _RUNBOOKS = "backups", "backup_vault"
_MINUTE = 60
_SILENCE_WITHIN = DetectWithin(
    time=15 * 60, because="silence is told from data that are late when several periods are missing"
)
_RARE_WITHIN = DetectWithin(time=15 * 60, because="AWS publishes the lag every five minutes")
_MILLISECONDS = 1_000
_BROKEN = 10
"""A replica that is broken counts as so many times further behind than it may be."""


def lag_alarms(context: StageContext, protected: Sequence[Protected]) -> Iterator[AlarmSpec]:
    """Yield an alarm for each replica whose lag can be watched."""
    for each in protected:
        for mechanism in each.store.mechanisms if each.arn else ():
            if mechanism.watched_at is not None and mechanism.region is not None:
                there = context.at(each.region)
                yield _alarm(there, each, mechanism.kind, mechanism.region, mechanism.watched_at)


def _alarm(
    context: StageContext, protected: Protected, kind: str, region: str, at_most: timedelta
) -> AlarmSpec:
    lag = LAG_KINDS[kind]
    periods = 2 if lag.interval == _MINUTE else 1
    lasted = f"{periods * lag.interval // _MINUTE} minutes"
    path = ("data_protection", "protected", protected.item, "mechanisms", kind)
    written = format_duration(at_most)
    threshold = at_most.total_seconds() * (_MILLISECONDS if lag.unit == "Milliseconds" else 1)
    return assemble_alarm(
        context,
        AlarmSettings(
            severity="critical",
            condition=Condition(
                comparison="GreaterThanThreshold",
                threshold=threshold,
                datapoints_to_alarm=periods,
                evaluation_periods=periods,
            ),
            period=lag.interval,
            treat_missing_data=lag.missing,
            detect_within=_detect_within(lag),
        ),
        names=(_SERVICE, protected.name, f"{kind.replace('_', ' ')} behind"),
        title=f"{protected.name}: Replica is behind",
        resource=None,
        owner=context.viewpoint.owner,
        runbook=runbook_path(_RUNBOOKS, "replica-behind"),
        what_happened=f"The copy of {protected.name} in {region} has been more than {written} "
        f"behind for {lasted}, or nothing says how far it is."
        if lag.missing == "breaching"
        else f"The copy of {protected.name} in {region} has been more than {written} behind for "
        f"{lasted}.",
        why_it_matters=f"If {protected.region} is lost now, more is lost than was promised.",
        first_action="Look whether more is written than usual, and whether the replica is well; do "
        "not fail over before you know.",
        series=_series(
            protected, kind, lag, threshold, _dimensions(context, protected, path, region)
        ),
        region=region if lag.is_there else protected.region,
        places=AlarmPlaces(whole=path),
        freshness=Freshness(interval=lag.interval, delay=PUBLISHED_LATE),
    )


def _detect_within(lag: LagKind) -> DetectWithin | None:
    """Return within which time it is told, where that is later than critical alarms usually are."""
    if lag.interval > _MINUTE:
        return _RARE_WITHIN
    return _SILENCE_WITHIN if lag.missing == "breaching" else None


def _dimensions(
    context: StageContext, protected: Protected, path: tuple[str, ...], region: str
) -> tuple[tuple[str, str], ...]:
    item = context.viewpoint.data_protection.protected[protected.item]
    kind = path[-1]
    declared = dict(item.mechanisms.declared)[kind]
    return dimensions_of(
        kind,
        declared,
        arn=protected.arn,
        region=region,
        fill=lambda key, value: context.identify((*path, key), value),
    )


def _series(
    protected: Protected,
    kind: str,
    lag: LagKind,
    threshold: float,
    dimensions: tuple[tuple[str, str], ...],
) -> SeriesSpec:
    expression = None
    if lag.broken_below is not None:
        expression = f"IF(value < {lag.broken_below}, {threshold * _BROKEN:g}, value)"
    return SeriesSpec(
        label=f"Lag of {protected.name}, {kind.replace('_', ' ')}",
        expression=expression,
        metrics=(
            MetricSpec(
                id="value",
                namespace=lag.namespace,
                name=lag.metric,
                dimensions=dimensions,
                statistic="Maximum",
                unit=lag.unit,
            ),
        ),
        period=lag.interval,
        unit=lag.unit.lower(),
    )
