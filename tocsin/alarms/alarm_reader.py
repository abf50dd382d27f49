"""Properties in the shape of CloudFormation and of the API → a metric alarm.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-alarm.html
"""

from collections.abc import Mapping
from typing import Any

from tocsin.alarms.evaluation_window import (
    EvaluationWindow,
    SlidingWindow,
    WallClockWindow,
    parse_time_zone,
)
from tocsin.alarms.metric_alarm import (
    Comparison,
    MetricAlarm,
    MetricQuery,
    TreatMissingData,
    WarmUp,
)
from tocsin.alarms.property_reader import PropertyReader
from tocsin.alarms.query_reader import check_math, read_queries, read_single_query
from tocsin.diagnostics import InvalidValueError, did_you_mean, one_of, quoted
from tocsin.timing import HIGH_RESOLUTION_PERIODS

_COMPARISONS, _TREATMENTS = tuple(map(str, Comparison)), tuple(map(str, TreatMissingData))
_MINUTE = 60
_WEEK = 604_800
_PERIODS = f"10, 20, 30 or a multiple of 60 seconds up to {_WEEK}"
# A week of the shortest period.
_MOST_PERIODS = _WEEK // 10


def read_alarm(properties: Mapping[str, Any]) -> MetricAlarm:
    """Read the properties of ``AWS::CloudWatch::Alarm`` or of PutMetricAlarm.

    Raises:
        InvalidInputError: They cannot be evaluated; it carries every problem found.
    """
    reader = alarm_properties(properties)
    alarm = draft_alarm(reader)
    check_math(reader)
    reader.collector.raise_if_any()
    assert alarm is not None, "what is missing is a problem"
    return alarm


def alarm_properties(properties: Mapping[str, Any]) -> PropertyReader:
    """Return a reader of the properties of a metric alarm."""
    return PropertyReader.of(properties, room="alarm", what="alarm", name_property="AlarmName")


def draft_alarm(reader: PropertyReader) -> MetricAlarm | None:
    """Read a metric alarm as far as it goes; None when something it needs is missing."""
    if reader.has("EvaluationCriteria"):
        what = "an alarm on a PromQL query cannot be evaluated offline"
        fix = "keep PromQL alarms out; only metrics and metric math can be evaluated"
        reader.report("EvaluationCriteria", "promql", what, fix)
        return None
    queries, period = read_queries(reader) if reader.has("Metrics") else read_single_query(reader)
    counts = _counts(reader)
    comparison = reader.choice("ComparisonOperator", _COMPARISONS)
    reader.require("ComparisonOperator", f"one of {', '.join(_COMPARISONS)}")
    band_id, threshold = reader.text("ThresholdMetricId"), reader.number("Threshold")
    result_id = _result_id(reader, queries, band_id)
    _check_period(reader, period)
    _check_threshold(reader, comparison, band_id)
    rest = _settings(reader)
    if comparison is None or counts is None or period is None or result_id is None:
        return None
    return MetricAlarm(
        queries=queries,
        result_id=result_id,
        band_id=band_id,
        period=period,
        evaluation_periods=counts[0],
        datapoints_to_alarm=counts[1],
        says_datapoints_to_alarm=reader.has("DatapointsToAlarm"),
        threshold=threshold,
        comparison=Comparison(comparison),
        **rest,
    )


def _settings(reader: PropertyReader) -> dict[str, Any]:
    treatment = reader.choice("TreatMissingData", _TREATMENTS)
    low_samples = reader.choice("EvaluateLowSampleCountPercentile", ("evaluate", "ignore"))
    return {
        "name": reader.text("AlarmName") or "",
        "treat_missing_data": TreatMissingData(treatment) if treatment else None,
        "ignores_low_samples": low_samples == "ignore",
        "window": _window(reader),
        "warm_up": _warm_up(reader),
        "actions_enabled": reader.boolean("ActionsEnabled", default=True),
        "alarm_actions": reader.texts("AlarmActions"),
        "ok_actions": reader.texts("OKActions"),
        "insufficient_data_actions": reader.texts("InsufficientDataActions"),
    }


def _counts(reader: PropertyReader) -> tuple[int, int] | None:
    """Return N and M."""
    reader.require("EvaluationPeriods", "a whole number of at least 1")
    evaluation_periods = reader.integer("EvaluationPeriods")
    datapoints_to_alarm = reader.integer("DatapointsToAlarm")
    if evaluation_periods is None:
        return None
    if not 1 <= evaluation_periods <= _MOST_PERIODS:
        what = f"{evaluation_periods} is out of range"
        fix = f"use a whole number from 1 to {_MOST_PERIODS}"
        reader.report("EvaluationPeriods", "out-of-range", what, fix)
        return None
    if datapoints_to_alarm is None:
        return evaluation_periods, evaluation_periods
    if not 1 <= datapoints_to_alarm <= evaluation_periods:
        what = f"{datapoints_to_alarm} is out of range"
        fix = f"use 1 to EvaluationPeriods, which is {evaluation_periods}, or raise that"
        reader.report("DatapointsToAlarm", "out-of-range", what, fix)
    return evaluation_periods, datapoints_to_alarm


def _check_period(reader: PropertyReader, period: int | None) -> None:
    if period is None or period in HIGH_RESOLUTION_PERIODS:
        return
    if not _MINUTE <= period <= _WEEK or period % _MINUTE:
        if not reader.has("Metrics"):
            what = f"{period} s is not a period that CloudWatch has"
            reader.report("Period", "period", what, f"use {_PERIODS}")
            return
        what = f"the metrics have a period of {period} s, which CloudWatch does not have"
        reader.report("Metrics", "period", what, f"use {_PERIODS}")


def _check_threshold(reader: PropertyReader, comparison: str | None, band_id: str | None) -> None:
    if band_id is None and not reader.has("Threshold"):
        reader.require("Threshold", "a number, or ThresholdMetricId for an anomaly detection band")
    if comparison is None:
        return
    needs_band = Comparison(comparison).needs_band
    if needs_band and band_id is None:
        reader.require("ThresholdMetricId", f"the id of the band for {comparison}")
    if band_id is not None and not needs_band:
        allowed = tuple(operator for operator in Comparison if operator.needs_band)
        what = f"{comparison} compares with a threshold, but ThresholdMetricId names a band"
        reader.report("ComparisonOperator", "band", what, f"use {one_of(allowed)}")


def _result_id(
    reader: PropertyReader, queries: tuple[MetricQuery, ...], band_id: str | None
) -> str | None:
    """Return the id of the one series that is compared; `check_math` says why there is none."""
    results = [query.id for query in queries if query.return_data and query.id != band_id]
    if band_id is not None and band_id not in {query.id for query in queries}:
        ids = tuple(query.id for query in queries)
        what = f"{quoted(band_id)} is not an id in Metrics"
        reader.report("ThresholdMetricId", "band", what, did_you_mean(band_id, ids))
    return results[0] if len(results) == 1 else None


def _window(reader: PropertyReader) -> EvaluationWindow:
    window = reader.mapping("EvaluationWindow")
    if window is None:
        return SlidingWindow()
    unknown = set(window.properties) - {"SlidingWindow", "WallClockWindow"}
    if unknown or len(window.properties) != 1:
        what = f"{reader.shown('EvaluationWindow')} is not one kind of window"
        fix = "keep exactly one of SlidingWindow and WallClockWindow"
        reader.report("EvaluationWindow", "evaluation-window", what, fix)
    wall_clock = window.mapping("WallClockWindow")
    if wall_clock is None:
        return SlidingWindow()
    time_zone = wall_clock.text("Timezone") or "UTC"
    try:
        parse_time_zone(time_zone)
    except InvalidValueError as error:
        wall_clock.report("Timezone", "time-zone", error.what, error.fix)
        return WallClockWindow()
    return WallClockWindow(time_zone=time_zone)


def _warm_up(reader: PropertyReader) -> WarmUp | None:
    configuration = reader.mapping("WarmUpConfiguration")
    if configuration is None:
        return None
    configuration.require("WarmUpPeriodDurationInMinutes", "1 to 2880 minutes")
    minutes = configuration.integer("WarmUpPeriodDurationInMinutes")
    whole = configuration.boolean("OnlyStartEvaluatingAfterWarmUpPeriodEnds", default=False)
    return None if minutes is None else WarmUp(minutes=minutes, whole=whole)
