"""A metric alarm, read and ready to be evaluated."""

from dataclasses import dataclass
from enum import StrEnum

from tocsin import metric_math
from tocsin.alarms.evaluation_window import EvaluationWindow, SlidingWindow
from tocsin.alarms.metric import NO_UNIT, Metric, Statistic
from tocsin.timing import HIGH_RESOLUTION_PERIODS, ONE_DAY


class Comparison(StrEnum):
    """A comparison operator; the statistic is its first operand."""

    GREATER = "GreaterThanThreshold"
    GREATER_OR_EQUAL = "GreaterThanOrEqualToThreshold"
    LESS = "LessThanThreshold"
    LESS_OR_EQUAL = "LessThanOrEqualToThreshold"
    OUTSIDE_BAND = "LessThanLowerOrGreaterThanUpperThreshold"
    BELOW_BAND = "LessThanLowerThreshold"
    ABOVE_BAND = "GreaterThanUpperThreshold"

    @property
    def needs_band(self) -> bool:
        """Say whether the operator compares with an anomaly detection band."""
        return self in _BAND_OPERATORS


_BAND_OPERATORS = frozenset({Comparison.OUTSIDE_BAND, Comparison.BELOW_BAND, Comparison.ABOVE_BAND})


_SLIDING = SlidingWindow()


class TreatMissingData(StrEnum):
    """What an alarm makes of slots without a datapoint."""

    MISSING = "missing"
    IGNORE = "ignore"
    BREACHING = "breaching"
    NOT_BREACHING = "notBreaching"


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricQuery:
    """One entry of ``Metrics``: a metric with a statistic, or an expression over other ids.

    Attributes:
        id: The id by which expressions refer to it.
        metric: The metric; None for an expression.
        statistic: The statistic of the metric; None for an expression.
        unit: Only datapoints of this unit count; None takes any.
        expression: Metric math or a Metrics Insights query; None for a metric.
        return_data: Whether its series is a result of the alarm.
        label: The name shown to people.
        account_id: The account that owns the metric, when it is another.
    """

    id: str
    metric: Metric | None = None
    statistic: Statistic | None = None
    unit: str | None = None
    expression: str | None = None
    return_data: bool = True
    label: str | None = None
    account_id: str | None = None

    @property
    def external_calls(self) -> tuple[str, ...]:
        """What of its expression CloudWatch alone can compute, in canonical spelling.

        Calls such as of SEARCH or a band; the whole text of a Metrics Insights query, which is
        not metric math.
        """
        if self.expression is None:
            return ()
        try:
            return metric_math.parse(self.expression).external_calls
        except metric_math.ExpressionError:
            return (self.expression,)

    @property
    def contributor_labels(self) -> tuple[str, ...]:
        """By which labels it gives a series each, as a contributor; empty where it gives one."""
        return metric_math.contributor_labels(self.expression or "")

    def takes_unit(self, unit: str | None) -> bool:
        """Say whether datapoints of a unit count; None is that of datapoints without one."""
        return self.unit in {None, unit or NO_UNIT}


@dataclass(frozen=True, slots=True, kw_only=True)
class WarmUp:
    """The time after creation in which a new alarm does not act.

    Attributes:
        minutes: How long it is at most.
        whole: Wait until the end even when a full window of data exists before.
    """

    minutes: int
    whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricAlarm:
    """An alarm on a metric, on metric math, or on an anomaly detection band.

    Attributes:
        name: The alarm's name.
        queries: What is read; one query for an alarm on a single metric.
        result_id: The query whose series is compared.
        band_id: The query that gives the band (``ThresholdMetricId``); None with a threshold.
        period: Seconds of one slot.
        evaluation_periods: N, how many datapoints decide.
        datapoints_to_alarm: M, how many of them must breach.
        says_datapoints_to_alarm: Whether M was given; the reason text depends on it.
        threshold: The static threshold; None with a band.
        comparison: The comparison operator.
        treat_missing_data: As set; None when it is not.
        ignores_low_samples: Whether percentiles of too few samples keep the state.
        window: Sliding, or aligned to the wall clock.
        warm_up: The warm-up after creation, if any.
        actions_enabled: Whether actions run at all.
        alarm_actions: ARNs run on entering ALARM.
        ok_actions: ARNs run on entering OK.
        insufficient_data_actions: ARNs run on entering INSUFFICIENT_DATA.
    """

    name: str
    queries: tuple[MetricQuery, ...]
    result_id: str
    band_id: str | None = None
    period: int
    evaluation_periods: int
    datapoints_to_alarm: int
    says_datapoints_to_alarm: bool = True
    threshold: float | None = None
    comparison: Comparison
    treat_missing_data: TreatMissingData | None = None
    ignores_low_samples: bool = False
    window: EvaluationWindow = _SLIDING
    warm_up: WarmUp | None = None
    actions_enabled: bool = True
    alarm_actions: tuple[str, ...] = ()
    ok_actions: tuple[str, ...] = ()
    insufficient_data_actions: tuple[str, ...] = ()

    @property
    def is_high_resolution(self) -> bool:
        """Say whether the alarm is evaluated every ten seconds."""
        return self.period in HIGH_RESOLUTION_PERIODS

    @property
    def has_contributors(self) -> bool:
        """Say whether several series are watched, each a contributor with a state of its own."""
        return bool(self.query(self.result_id).contributor_labels)

    @property
    def is_longer_than_a_day(self) -> bool:
        """Say whether the window is longer than one day; a sliding one is then read hourly."""
        return self.period * self.evaluation_periods > ONE_DAY

    def query(self, query_id: str) -> MetricQuery:
        """Return the query with this id; reading the alarm made sure that it exists."""
        return next(query for query in self.queries if query.id == query_id)
