"""How soon each alarm tells people, and whether that is within what its severity promises.

A critical alarm has to tell typically within its response time. Only one that notices silence, or
events that are rare, may take longer, and has to declare how long and why.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from tocsin.catalogue import RecommendedAlarm, ResourceType, load_resource_type
from tocsin.diagnostics import KeyPath, elapsed
from tocsin.plan.period import is_evaluated
from tocsin.plan.specs import AlarmSpec
from tocsin.plan.stage_context import StageContext
from tocsin.timing import (
    MADE_OF_LOG_EVENTS,
    MINUTE,
    PUT_BY_APPLICATIONS,
    Delay,
    DetectWithin,
    TimeToPage,
    latest,
)
from tocsin.viewpoint import DetectWithin as Written
from tocsin.viewpoint import Metric, MetricDelay, Service

_RARE = 5 * MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class Freshness:
    """How often what an alarm reads has a datapoint, and how late it is.

    Attributes:
        interval: Seconds between two datapoints; None where there is one for each event.
        delay: How late a datapoint is.
        waits_for_events: Whether silence has to last for a while before it means something,
            because events are usually so rare.
    """

    interval: int | None = MINUTE
    delay: Delay = PUT_BY_APPLICATIONS
    waits_for_events: bool = False

    @property
    def is_rare(self) -> bool:
        """Whether it tells of events that are rare: with a datapoint every five minutes at most.

        Or of too few of those whose usual number is known, for which it has to wait.
        """
        return self.waits_for_events or self.interval is None or self.interval >= _RARE


PUT_EVERY_MINUTE = Freshness()
"""What is taken of a metric about which nothing is known."""


def freshness_of_recommended(kind: ResourceType, alarm: RecommendedAlarm) -> Freshness:
    """Return the freshness of what a recommended alarm reads, as the catalogue knows it."""
    return Freshness(interval=kind.interval_of(alarm), delay=kind.delay_of(alarm))


def freshness_in_catalogue(resource_type: str, metric: str) -> Freshness:
    """Return the freshness of a metric of AWS."""
    known = load_resource_type(resource_type).metrics[metric]
    return Freshness(interval=known.interval, delay=known.delay)


def freshness_of_own(service: Service, metric: Metric) -> Freshness:
    """Return the freshness of a metric of a service; a calculated one is as fresh as its inputs."""
    read = [service.metrics[name] for name in metric.of.values()] or [metric]
    return Freshness(
        interval=max(int(each.period.total_seconds()) for each in read),
        delay=latest(_delay(service, each) for each in read),
    )


def _delay(service: Service, metric: Metric) -> Delay:
    if metric.delay is not None:
        declared = metric.delay
        if isinstance(declared, timedelta):
            declared = MetricDelay(typical=declared, worst=declared)
        return Delay(
            typical=int(declared.typical.total_seconds()),
            worst=int(declared.worst.total_seconds()),
            source="declared in the viewpoint",
        )
    if any(
        (metric.namespace, metric.metric) == (each.namespace, each.metric)
        for group in service.log_groups.values()
        for each in group.metric_filters.values()
    ):
        return MADE_OF_LOG_EVENTS
    return PUT_BY_APPLICATIONS


def declared(written: Written | None) -> DetectWithin | None:
    """Return what an alarm of a viewpoint declares, as it stands in a spec."""
    if written is None:
        return None
    return DetectWithin(time=int(written.time.total_seconds()), because=written.because)


def check_time_to_page(
    context: StageContext, key_path: KeyPath, alarm: AlarmSpec, freshness: Freshness
) -> None:
    """Report an alarm that tells later than it may, or that takes late data for silence.

    Of one whose period or window CloudWatch does not have that is said, and its times mean nothing.
    """
    if not is_evaluated(alarm.series.period, alarm.evaluation_periods):
        return
    check = _Check(context=context, key_path=key_path, alarm=alarm, is_rare=freshness.is_rare)
    check.declaration()
    check.lateness()
    if alarm.severity == "critical":
        check.breach()
        check.silence()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Check:
    """Looks at one alarm; the attributes are as in `check_time_to_page`."""

    context: StageContext
    key_path: KeyPath
    alarm: AlarmSpec
    is_rare: bool

    def declaration(self) -> None:
        """Report a declaration of an alarm that has no reason to take longer."""
        alarm = self.alarm
        if alarm.detect_within is None or alarm.time_to_page_by_silence or self.is_rare:
            return
        self.context.report(
            "nothing-takes-longer",
            (*self.key_path, "detect_within"),
            f"the alarm {alarm.id!r} notices neither silence nor rare events, and has no reason "
            "to take longer than its severity promises",
            "remove detect_within; with missing: breaching silence would count",
        )

    def lateness(self) -> None:
        """Report an alarm that fires although its data are merely late."""
        timing = self.alarm.timing
        if not self.alarm.time_to_page_by_silence or not timing.takes_late_for_silent:
            return
        self.context.report(
            "late-data-seem-missing",
            (*self.key_path, "missing"),
            f"the alarm {self.alarm.id!r} fires for data that are merely late: they come up to "
            f"{elapsed(timing.delay.worst)} after their period, and CloudWatch takes them as "
            f"missing after {elapsed(timing.silent_periods * timing.period)}",
            "write missing: notBreaching, or a longer period",
        )

    def breach(self) -> None:
        """Report an alarm that typically tells of a breach too late."""
        time, promised = self.alarm.time_to_page, self._promised(may_declare=self.is_rare)
        if promised is not None and time.typical > promised:
            fixes = [*self._shorter(promised), "make it a warning"]
            if self.is_rare:
                fixes.append(_declare(time))
            self._report_late("a breach begins", time, promised, fixes)

    def silence(self) -> None:
        """Report an alarm that typically tells of silence later than it declares."""
        time, promised = self.alarm.time_to_page_by_silence, self._promised(may_declare=True)
        if time is not None and promised is not None and time.typical > promised:
            fixes = (_declare(time), "write missing: notBreaching")
            self._report_late("data stop coming", time, promised, fixes)

    def _promised(self, *, may_declare: bool) -> float | None:
        """Return within how many seconds it has to tell; None without a promise in minutes."""
        if may_declare and self.alarm.detect_within is not None:
            return self.alarm.detect_within.time
        return self.alarm.response_time

    def _report_late(
        self, since: str, time: TimeToPage, promised: float, fixes: Iterable[str]
    ) -> None:
        self.context.report(
            "pages-too-late",
            self.key_path,
            f"the alarm {self.alarm.id!r} pages typically {elapsed(time.typical)} after {since} "
            f"({' + '.join(elapsed(step.typical) for step in time.steps)}), later than the "
            f"{elapsed(promised)} that are promised",
            ", or ".join(fixes),
        )

    def _shorter(self, promised: float) -> Iterator[str]:
        """Yield the condition, or else the period, with which the alarm would tell in time."""
        alarm = self.alarm
        period, needed = alarm.series.period, alarm.datapoints_to_alarm
        beside = alarm.time_to_page.typical - needed * period
        fitting = int((promised - beside) // period)
        if fitting >= 1:
            yield f"let {fitting} of {alarm.evaluation_periods} datapoints be enough"
        elif alarm.interval < period and beside + alarm.interval <= promised:
            yield f"use a period of {elapsed(alarm.interval)}"


def _declare(time: TimeToPage) -> str:
    minutes = math.ceil(time.worst / MINUTE)
    return f"declare detect_within: {{time: {minutes}m, because: why that is soon enough}}"
