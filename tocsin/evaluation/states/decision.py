"""The datapoints of an alarm → a state code for every window of slots."""

import numpy as np

from tocsin.evaluation.alarm import (
    INSUFFICIENT_DATA_CODE,
    KEEP_CODE,
    OK_CODE,
    MetricAlarm,
    StateCodes,
    TreatMissingData,
    breaches,
    breaches_band,
)
from tocsin.evaluation.array_types import Flags
from tocsin.evaluation.data import AlignedSeries
from tocsin.evaluation.options import EvaluationOptions
from tocsin.evaluation.states.state_rule import StateRule
from tocsin.evaluation.statistics import minimum_samples

_DYNAMODB = "AWS/DynamoDB"
_TOO_RECENT_CODES = {
    "OK": OK_CODE,
    "INSUFFICIENT_DATA": INSUFFICIENT_DATA_CODE,
    "keep": KEEP_CODE,
}


def state_codes(
    alarm: MetricAlarm, series: AlignedSeries, size: int, options: EvaluationOptions
) -> StateCodes:
    """Decide every window of ``size`` slots that are neighbours in a series.

    Returns:
        ``(slots - size + 1,)``.
    """
    rule = StateRule(
        size=size,
        evaluation_periods=alarm.evaluation_periods,
        datapoints_to_alarm=alarm.datapoints_to_alarm,
        treat_missing_data=effective_treatment(alarm, options),
        too_recent_code=_TOO_RECENT_CODES[options.too_recent_breaching_state],
        newest_low_sample_only=options.low_sample_scope == "newest",
    )
    breaching = breaching_slots(alarm, series)
    return rule.codes(series.is_comparable, breaching, _low_samples(alarm, series))


def effective_treatment(alarm: MetricAlarm, options: EvaluationOptions) -> TreatMissingData:
    """Return the treatment of missing data that applies: ``missing`` unless set, but for DynamoDB.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
    """
    if any(query.metric and query.metric.namespace == _DYNAMODB for query in alarm.queries):
        if options.dynamodb_missing_data == "always_ignore":
            return TreatMissingData.IGNORE
        if options.dynamodb_missing_data == "ignore_when_unset":
            return alarm.treat_missing_data or TreatMissingData.IGNORE
    return alarm.treat_missing_data or TreatMissingData.MISSING


def breaching_slots(alarm: MetricAlarm, series: AlignedSeries) -> Flags:
    """Return the slots whose datapoint breaches the threshold, or its slot's band.

    A slot without a datapoint, or without the bounds of the band, does not breach.
    """
    if series.lower is None or series.upper is None:
        assert alarm.threshold is not None
        return breaches(alarm.comparison, series.values, alarm.threshold)
    outside = breaches_band(alarm.comparison, series.values, series.lower, series.upper)
    return outside & series.is_comparable


def _low_samples(alarm: MetricAlarm, series: AlignedSeries) -> Flags | None:
    """Return the slots with too few samples for the percentile; None when all count."""
    statistic = alarm.query(alarm.result_id).statistic
    if not alarm.ignores_low_samples or statistic is None or not statistic.is_percentile:
        return None
    counts = np.ones_like(series.values) if series.counts is None else series.counts
    return counts < minimum_samples(statistic)
