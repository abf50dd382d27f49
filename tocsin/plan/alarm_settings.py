"""How an alarm is set in one stage, and the alarm that comes of it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from tocsin.diagnostics import KeyPath
from tocsin.on_call import Severity
from tocsin.plan.alarm_stacks import alarm_stack
from tocsin.plan.dashboard_links import dashboard_link
from tocsin.plan.period import check_period, check_window
from tocsin.plan.quiet_times import quiet_specs
from tocsin.plan.refusals import AlarmPlaces, check_alarm
from tocsin.plan.specs import AlarmSpec, SeriesSpec, TrafficSpec, qualified
from tocsin.plan.stage_context import StageContext
from tocsin.plan.time_to_page import PUT_EVERY_MINUTE, Freshness, check_time_to_page, declared
from tocsin.timing import DetectWithin
from tocsin.viewpoint import (
    LONGEST_WARM_UP,
    AlarmOverride,
    Condition,
    Off,
    QuietTime,
    Threshold,
    slug,
)

Change = AlarmOverride | Off

_OF_CONDITION = ("ComparisonOperator", "Threshold", "EvaluationPeriods", "DatapointsToAlarm")
_OF_STATISTIC = ("Statistic", "ExtendedStatistic", "Stat")
_SETTINGS = tuple(AlarmOverride.model_fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmSettings:
    """What a viewpoint can change about an alarm.

    Attributes:
        severity: How urgent it is.
        condition: When it fires.
        period: Seconds.
        treat_missing_data: CloudWatch's treatment of missing data.
        statistic: In place of the metric's own, or None.
        warm_up: How long it waits for its metric once it is created, in place of what its kind of
            alarm waits, or None.
        detect_within: Within which time it notices silence or rare events, if it declares that.
        time_zone: Whose days or weeks the periods are; None for periods that end at any minute.
        quiet: When it tells nobody; None where nothing is said about that.
        is_normally_quiet: Whether that follows from its metric.
        level: What its name has at the end, where its record has several thresholds.
        what_happened: In place of what its record says, or None.
        condition_path: Where its condition stands, where its record has several thresholds.
    """

    severity: Severity
    condition: Condition
    period: int
    treat_missing_data: str
    statistic: str | None = None
    warm_up: timedelta | None = None
    detect_within: DetectWithin | None = None
    time_zone: str | None = None
    quiet: tuple[QuietTime, ...] | None = None
    is_normally_quiet: bool = False
    level: str = ""
    what_happened: str | None = None
    condition_path: KeyPath | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmChanges:
    """What a viewpoint changes about one alarm.

    Attributes:
        key_path: Where the alarm stands in the viewpoint.
        general: What it changes for all stages, if anything.
        stages: What differs in a stage, by its name.
        stage: The stage in question.
    """

    key_path: KeyPath
    general: Change | None
    stages: Mapping[str, Change]
    stage: str

    @property
    def merged(self) -> Change:
        """One change for both; the stage wins, and `off` holds until it sets something."""
        own = self.stages.get(self.stage)
        if own is None:
            return self.general or AlarmOverride()
        if own == "off" or self.general is None or self.general == "off":
            return own
        return self.general.model_copy(update=_given(own))

    @property
    def thresholds(self) -> Mapping[Severity, Threshold | Off]:
        """What they change of the thresholds by severity."""
        merged = self.merged
        return merged.thresholds if isinstance(merged, AlarmOverride) else {}

    def properties(self, condition: KeyPath | None = None) -> dict[str, KeyPath]:
        """Return where the settings stand that properties of CloudFormation are made of.

        Args:
            condition: Where the condition stands; where `when` does if not given.
        """
        when, statistic = condition or self.setting_path("when"), self.setting_path("statistic")
        return {
            **dict.fromkeys(_OF_CONDITION, when),
            "Period": self.setting_path("period"),
            "TreatMissingData": self.setting_path("missing"),
            "WarmUpConfiguration": self.setting_path("warm_up"),
            **(dict.fromkeys(_OF_STATISTIC, statistic) if self.sets("statistic") else {}),
        }

    def sets(self, setting: str) -> bool:
        """Tell whether *setting* is among the changes."""
        merged = self.merged
        return isinstance(merged, AlarmOverride) and getattr(merged, setting) is not None

    def setting_path(self, setting: str) -> KeyPath:
        """Return where *setting* stands: in the stage's changes or above them."""
        own = self.stages.get(self.stage)
        if isinstance(own, AlarmOverride) and getattr(own, setting) is not None:
            return (*self.key_path, "stages", self.stage, setting)
        return (*self.key_path, setting)


def _given(change: AlarmOverride) -> dict[str, object]:
    return {name: value for name in _SETTINGS if (value := getattr(change, name)) is not None}


def settings_in_stage(
    context: StageContext,
    defaults: AlarmSettings,
    changes: AlarmChanges,
    *,
    published: timedelta,
) -> AlarmSettings | None:
    """Return *defaults* with *changes*, or None for an alarm that is off.

    A period or a window that CloudWatch does not have is reported.

    Args:
        context: The stage.
        defaults: What holds where nothing is changed.
        changes: What the viewpoint changes.
        published: How often what the alarm reads has a new value.
    """
    change = changes.merged
    if change == "off":
        return None
    condition, period = change.when or defaults.condition, defaults.period
    if change.period is not None:
        key_path = changes.setting_path("period")
        period = check_period(context, key_path, change.period, published=published)
    check_window(
        context,
        changes.setting_path("when"),
        period=period,
        evaluation_periods=condition.evaluation_periods,
    )
    return AlarmSettings(
        severity=change.severity or defaults.severity,
        condition=condition,
        period=period,
        treat_missing_data=change.missing or defaults.treat_missing_data,
        statistic=change.statistic or defaults.statistic,
        warm_up=defaults.warm_up if change.warm_up is None else change.warm_up,
        detect_within=declared(change.detect_within) or defaults.detect_within,
        quiet=defaults.quiet if change.quiet is None else change.quiet,
    )


def assemble_alarm(
    context: StageContext,
    settings: AlarmSettings,
    *,
    names: tuple[str, ...],
    title: str,
    resource: str | None,
    owner: str,
    runbook: str,
    what_happened: str,
    why_it_matters: str,
    first_action: str,
    series: SeriesSpec,
    places: AlarmPlaces,
    region: str | None = None,
    freshness: Freshness = PUT_EVERY_MINUTE,
    stack: int | None = None,
    traffic: TrafficSpec | None = None,
    is_part: bool = False,
) -> AlarmSpec:
    """Return an alarm of the stage; report one that tells too late or that is refused.

    Args:
        context: The stage, in a Region.
        settings: How it is set there.
        names: The alarm's service and what comes after it in the alarm's name.
        title: A few words for lists.
        resource: The resource that it watches, or None.
        owner: The team that answers for it.
        runbook: Where its runbook stands below the folder of runbooks.
        what_happened: One sentence.
        why_it_matters: One sentence.
        first_action: One sentence.
        series: What is compared with the threshold.
        places: Where what it is made of stands in the viewpoint.
        region: Where the metric lives, if not in the Region of *context*, which the alarm's name
            has in it unless it is the stage's home.
        freshness: How often what it reads has a datapoint, and how late.
        stack: The number of the stack that the viewpoint puts it in, if it does.
        traffic: What is usual of the events that it counts, if that is said.
        is_part: Whether it tells nobody, and is only a part of what another alarm asks for.
    """
    condition = settings.condition
    is_regional = len(context.stage.active_regions) > 1
    region = region or context.region
    names = (*names, *([settings.level] if settings.level else []), *context.suffix)
    identity = "-".join(map(slug, names))
    name = qualified(context.viewpoint.system, context.stage_name, *names)
    service = context.viewpoint.services.get(names[0])
    spread_over = service.alarm_stacks if service is not None else 1
    alarm = AlarmSpec(
        id=identity,
        name=name,
        title=f"{title} ({settings.level})" if settings.level else title,
        service=names[0],
        resource=resource,
        severity=settings.severity,
        owner=owner,
        runbook=f"{context.viewpoint.runbooks}/{runbook}",
        runbook_path=runbook,
        what_happened=settings.what_happened or what_happened,
        why_it_matters=why_it_matters,
        first_action=first_action,
        series=series,
        comparison=condition.comparison,
        threshold=condition.threshold,
        evaluation_periods=condition.evaluation_periods,
        datapoints_to_alarm=condition.datapoints_to_alarm,
        treat_missing_data=settings.treat_missing_data,
        respond_within=context.viewpoint.promise(settings.severity).written,
        interval=min(freshness.interval or settings.period, settings.period),
        delay=freshness.delay,
        detect_within=settings.detect_within,
        warm_up_minutes=_warm_up_minutes(context, settings, series),
        time_zone=settings.time_zone,
        quiet=quiet_specs(name, settings.quiet or ()),
        is_normally_quiet=settings.is_normally_quiet,
        traffic=traffic,
        is_part=is_part,
        region=region,
        is_regional=is_regional,
        level=settings.level,
        suffix="".join(f"-{each}" for each in context.suffix),
        stack=stack or alarm_stack(identity, spread_over=spread_over),
        dashboard=dashboard_link(context, names[0]),
    )
    if not is_part:
        check_time_to_page(context, places.whole, alarm, freshness)
    check_alarm(context, places, alarm)
    return alarm


def _warm_up_minutes(context: StageContext, settings: AlarmSettings, series: SeriesSpec) -> int:
    """Return how long an alarm waits once it is created; only what rests on silence has to.

    The periods of the alarm come on top: it ends its wait by itself as soon as it has data for
    all of them, and these begin when the service does.
    """
    wait = settings.warm_up
    if wait is None:
        wait = context.viewpoint.warm_up if _rests_on_silence(settings, series) else timedelta(0)
    if not wait:
        return 0
    window = timedelta(seconds=settings.period * settings.condition.evaluation_periods)
    return math.ceil(min(wait + window, LONGEST_WARM_UP) / timedelta(minutes=1))


def _rests_on_silence(settings: AlarmSettings, series: SeriesSpec) -> bool:
    """Tell whether missing data may be what makes an alarm fire."""
    return settings.treat_missing_data == "breaching" or "FILL(" in (series.expression or "")
