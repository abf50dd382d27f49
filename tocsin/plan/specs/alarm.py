"""An alarm as it is built: what it watches, when it fires, and the text that a person reads."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tocsin.diagnostics import parse_duration, quantity_text
from tocsin.on_call import NEXT_BUSINESS_DAY, Severity
from tocsin.plan.specs.quiet import QuietSpec
from tocsin.plan.specs.traffic import TrafficSpec
from tocsin.timing import (
    AlarmTiming,
    Delay,
    DetectWithin,
    TimeToPage,
    time_after_waiting,
    time_by_silence,
    time_by_value,
)

COMPARISON_WORDS = {
    "GreaterThanThreshold": "above",
    "GreaterThanOrEqualToThreshold": "at or above",
    "LessThanThreshold": "below",
    "LessThanOrEqualToThreshold": "at or below",
}

BAND_WORDS = {
    "LessThanLowerOrGreaterThanUpperThreshold": "outside",
    "LessThanLowerThreshold": "below",
    "GreaterThanUpperThreshold": "above",
}

_MINUTES_IN_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricSpec:
    """One CloudWatch metric with its statistic.

    Attributes:
        id: The name that stands for it in an expression.
        namespace: The CloudWatch namespace.
        name: The metric's name.
        dimensions: Pairs of name and value, ordered by name.
        statistic: As Sum, Average or p95.
        unit: How people read the numbers; it filters nothing.
    """

    id: str
    namespace: str
    name: str
    dimensions: tuple[tuple[str, str], ...]
    statistic: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesSpec:
    """A series of numbers: one metric, or metric math over several.

    Attributes:
        label: What people call it.
        expression: CloudWatch metric math over the ids of the metrics; None for the one metric.
        metrics: What is read.
        period: Seconds between datapoints.
        unit: How people read the result.
        region: Where it is read, beside others of other Regions; None where that is the same for
            all that is read.
    """

    label: str
    expression: str | None
    metrics: tuple[MetricSpec, ...]
    period: int
    unit: str
    region: str | None = None

    @property
    def dimension_values(self) -> Iterator[str]:
        """The value of each dimension that is read."""
        return (value for metric in self.metrics for _, value in metric.dimensions)


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmSpec:
    """A CloudWatch alarm with what the person who is called needs to know.

    Attributes:
        id: Unique in the stage, as `checkout-no-orders`; ids of constructs come from it.
        name: The alarm's name in CloudWatch: it has no severity in it, so that an alarm keeps its
            history when its severity changes.
        title: A few words for lists.
        service: The service it belongs to.
        resource: The resource it watches, or None for an alarm on a metric of the service.
        severity: Which topic it notifies.
        owner: The team that answers for it.
        runbook: Where the runbook is read.
        runbook_path: Where the runbook stands below the folder of runbooks.
        dashboard: The address of the dashboard that shows it; empty if it is not known.
        what_happened: One sentence.
        why_it_matters: One sentence.
        first_action: One sentence.
        series: What is compared with the threshold.
        comparison: CloudWatch's name of the comparison.
        threshold: In the unit of the series; of a band, its width in standard deviations.
        evaluation_periods: N of "M of N".
        datapoints_to_alarm: M of "M of N".
        treat_missing_data: CloudWatch's treatment of missing data.
        respond_within: How soon somebody answers it, as the viewpoint writes it: `5m`, or
            `next business day`.
        interval: Seconds between two datapoints of what it reads.
        delay: How late these are.
        detect_within: Within which time it notices silence or rare events, if it declares that.
        warm_up_minutes: How long it waits for its metric once it is created, without a state or
            an action; 0 if it does not wait.
        quiet: When it tells nobody.
        is_normally_quiet: Whether that follows from its metric, which has no events then.
        traffic: What is usual of the events that it counts, if that is said.
        is_part: Whether it is only a part of what `paged_by` asks for, and tells nobody by itself.
        paged_by: The name of the composite alarm that pages in its place, if one does.
        told_as: The severity whose topic it notifies if another alarm pages in its place; None for
            no topic at all.
        tells_everybody: Whether it notifies the topic of everybody, and no topic of a severity: it
            is about what makes incidents of those.
        page_wait: Seconds for which that alarm waits for what its service depends on.
        region: Where the metric, and so the alarm, lives.
        is_regional: Whether its stage is active in several Regions, so that its text says which.
        level: What its id has before that for its threshold, where its record has several: the
            severity; empty for the one threshold, and for the most urgent of several.
        suffix: What its id has at the end for its Region: nothing in the stage's home.
        stack: Number, from 1, of the stack of its service that it is built in.
        time_zone: Whose days or weeks the periods are, from midnight to midnight; None for periods
            that end at any minute.
    """

    id: str
    name: str
    title: str
    service: str
    resource: str | None
    severity: Severity
    owner: str
    runbook: str
    runbook_path: str
    what_happened: str
    why_it_matters: str
    first_action: str
    series: SeriesSpec
    comparison: str
    threshold: float
    evaluation_periods: int
    datapoints_to_alarm: int
    treat_missing_data: str
    respond_within: str
    interval: int
    delay: Delay
    detect_within: DetectWithin | None = None
    warm_up_minutes: int = 0
    quiet: tuple[QuietSpec, ...] = ()
    is_normally_quiet: bool = False
    traffic: TrafficSpec | None = None
    is_part: bool = False
    paged_by: str | None = None
    told_as: Severity | None = None
    tells_everybody: bool = False
    page_wait: int = 0
    region: str
    is_regional: bool = False
    level: str = ""
    suffix: str = ""
    stack: int = 1
    time_zone: str | None = None
    dashboard: str = ""

    @property
    def topic(self) -> Severity | None:
        """The severity whose topic it notifies itself; None if it notifies none."""
        if self.tells_everybody:
            return None
        return self.severity if self.paged_by is None else self.told_as

    @property
    def stem(self) -> str:
        """Its id without the Region: one for the same alarm in all Regions of the stage."""
        return self.id.removesuffix(self.suffix)

    @property
    def record(self) -> str:
        """Its id without Region and threshold: one for all alarms of the same record."""
        return self.stem.removesuffix(f"-{self.level}") if self.level else self.stem

    @property
    def record_title(self) -> str:
        """Its title without the threshold: one for all alarms of the same record."""
        return self.title.removesuffix(f" ({self.level})") if self.level else self.title

    @property
    def response_time(self) -> float | None:
        """Within how many seconds it is to be answered; None for the next business day."""
        if self.respond_within == NEXT_BUSINESS_DAY:
            return None
        return parse_duration(self.respond_within).total_seconds()

    @property
    def is_late_at_worst(self) -> bool:
        """Whether it may tell of a breach or of silence later than it is to be answered."""
        times = [self.time_to_page, self.time_to_page_by_silence]
        limit = self.response_time
        return limit is not None and any(time is not None and time.worst > limit for time in times)

    @property
    def is_band(self) -> bool:
        """Whether it compares with a band that CloudWatch learns from the metric."""
        return self.comparison in BAND_WORDS

    @property
    def limit(self) -> str:
        """What it compares with, in words: `above 5 %`, `outside the band of 3 deviations`."""
        if self.is_band:
            width = quantity_text(self.threshold, "standard deviations")
            return f"{BAND_WORDS[self.comparison]} the usual band of {width}"
        return (
            f"{COMPARISON_WORDS[self.comparison]} {quantity_text(self.threshold, self.series.unit)}"
        )

    @property
    def timing(self) -> AlarmTiming:
        """What decides how soon it notices."""
        return AlarmTiming(
            period=self.series.period,
            evaluation_periods=self.evaluation_periods,
            datapoints_to_alarm=self.datapoints_to_alarm,
            interval=self.interval,
            delay=self.delay,
            is_wall_clock=self.time_zone is not None,
        )

    @property
    def time_to_page(self) -> TimeToPage:
        """From the begin of a breach to the page."""
        return self._with_wait(time_by_value(self.timing))

    @property
    def time_to_page_by_silence(self) -> TimeToPage | None:
        """From the begin of silence to the page; None if it does not notice silence."""
        if self.treat_missing_data != "breaching":
            return None
        return self._with_wait(time_by_silence(self.timing))

    def _with_wait(self, time: TimeToPage) -> TimeToPage:
        return time_after_waiting(time, self.page_wait) if self.page_wait else time

    @property
    def condition(self) -> str:
        """The condition in words: `Error rate above 5 % for 3 of 3 periods of 1 min`."""
        return (
            f"{self.series.label} {self.limit} "
            f"for {self.datapoints_to_alarm} of {self.evaluation_periods} {self._periods}"
        )

    @property
    def _periods(self) -> str:
        if self.time_zone is not None:
            is_week = self.series.period > _MINUTES_IN_A_DAY * 60
            return f"{'weeks' if is_week else 'days'} ({self.time_zone})"
        return f"periods of {self.period_text}"

    @property
    def period_text(self) -> str:
        """Its period in words: `30 s`, `5 min`, `6 h`."""
        minutes, seconds = divmod(self.series.period, 60)
        if seconds:
            return f"{self.series.period} s"
        hours, rest = divmod(minutes, 60)
        return f"{hours} h" if hours > 1 and not rest else f"{minutes} min"


def dimension_values(alarms: Iterable[AlarmSpec]) -> Iterator[str]:
    """Yield the value of each dimension that *alarms* read."""
    for alarm in alarms:
        yield from alarm.series.dimension_values
