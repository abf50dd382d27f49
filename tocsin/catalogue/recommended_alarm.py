"""The alarms that come with naming a resource."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from tocsin.catalogue.setting import SettingShare
from tocsin.timing import DetectWithin

Severity = Literal["critical", "warning", "info"]
TreatMissingData = Literal["breaching", "notBreaching", "ignore", "missing"]
Comparison = Literal[
    "GreaterThanThreshold",
    "GreaterThanOrEqualToThreshold",
    "LessThanThreshold",
    "LessThanOrEqualToThreshold",
    "LessThanLowerOrGreaterThanUpperThreshold",
    "LessThanLowerThreshold",
    "GreaterThanUpperThreshold",
]
"""CloudWatch's operators; the last three compare with a band of anomaly detection."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricQuery:
    """One metric that an alarm reads.

    Attributes:
        id: The name that the alarm's expression uses for it: `[a-z][A-Za-z0-9_]*`.
        metric: The metric's name in the resource type.
        statistic: The statistic over each period.
        dimensions: Names of the identifiers whose dimensions select the metric.
    """

    id: str
    metric: str
    statistic: str
    dimensions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendedAlarm:
    """An alarm as a record: what it watches, and the sentences a person reads when it fires.

    Attributes:
        id: Stable name, unique in its resource type, in kebab case. It becomes part of the
            alarm's name, so that renaming it loses the alarm's history.
        title: A few words for lists and graphs.
        severity: How fast someone has to respond.
        queries: The metrics it reads; exactly one when there is no expression.
        measures: What the expression calculates, as `Cache hit rate`; None without one.
        expression: Metric math over the queries' ids, or None to read the one metric itself.
        period: Seconds of one datapoint.
        evaluation_periods: How many of the newest periods are looked at.
        datapoints_to_alarm: How many of them have to breach.
        comparison: CloudWatch's comparison operator; the value stands on its left.
        threshold: The threshold, in `threshold_unit`; or the share of a setting that it is; of a
            band, its width in standard deviations.
        threshold_unit: The unit in words, such as `seconds` or `% of requests`.
        treat_missing_data: What a period without a datapoint counts as.
        unless: The name of an opt-in whose own alarms tell the same, and better; or None.
        detect_within: Within which time it notices silence, where that is later than its severity
            promises; None otherwise.
        what_happened: What the alarm has seen, as a sentence.
        why_it_matters: What users or data suffer, as a sentence.
        first_action: What to do first, as a sentence.
        source: URL of the documentation that gives the threshold or the settings, or None.
        reason: Why the settings are as they are where no documentation gives them, or None.
    """

    id: str
    title: str
    severity: Severity
    queries: tuple[MetricQuery, ...]
    measures: str | None
    expression: str | None
    period: int
    evaluation_periods: int
    datapoints_to_alarm: int
    comparison: Comparison
    threshold: float | SettingShare
    threshold_unit: str
    treat_missing_data: TreatMissingData
    detect_within: DetectWithin | None
    what_happened: str
    why_it_matters: str
    first_action: str
    source: str | None
    reason: str | None
    unless: str | None = None

    @property
    def identifiers(self) -> frozenset[str]:
        """The names of all identifiers that the alarm needs, constant ones included."""
        return frozenset(name for query in self.queries for name in query.dimensions)

    @property
    def setting(self) -> str | None:
        """The name of the setting that its threshold follows from, if it does."""
        return self.threshold.of if isinstance(self.threshold, SettingShare) else None

    def threshold_given(self, settings: Mapping[str, float]) -> float | None:
        """Return the threshold for a resource with these settings, by their names.

        None if it follows from a setting that is not among them.
        """
        if not isinstance(self.threshold, SettingShare):
            return self.threshold
        return self.threshold.given(settings) if self.threshold.of in settings else None
