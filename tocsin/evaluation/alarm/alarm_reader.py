"""Properties in the shape of CloudFormation and of the API → a metric alarm.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-alarm.html
"""

from collections.abc import Mapping
from typing import Any

from tocsin.evaluation.alarm.comparison import Comparison
from tocsin.evaluation.alarm.evaluation_window import (
    TIME_ZONE_FORMS,
    EvaluationWindow,
    SlidingWindow,
    TimeZoneError,
    WallClockWindow,
    parse_time_zone,
)
from tocsin.evaluation.alarm.math_rules import check_math
from tocsin.evaluation.alarm.metric_alarm import (
    HIGH_RESOLUTION_PERIODS,
    MetricAlarm,
    MetricQuery,
    TreatMissingData,
    WarmUp,
)
from tocsin.evaluation.alarm.property_problem import AlarmPropertiesError
from tocsin.evaluation.alarm.property_reader import PropertyReader
from tocsin.evaluation.alarm.query_reader import read_queries, read_single_query

_MINUTE = 60
_WEEK = 604_800
_PERIODS = f"10, 20, 30 or a multiple of 60 seconds up to {_WEEK}"
# A week of the shortest period.
_MOST_PERIODS = _WEEK // 10


def read_alarm(properties: Mapping[str, Any]) -> MetricAlarm:
    """Read the properties of ``AWS::CloudWatch::Alarm`` or of PutMetricAlarm.

    Raises:
        AlarmPropertiesError: They cannot be evaluated; it carries every problem found.
    """
    reader = PropertyReader(properties)
    alarm = draft_alarm(reader)
    if alarm is not None and reader.has("Metrics"):
        check_math(reader)
    if alarm is None or reader.problems:
        raise AlarmPropertiesError(str(properties.get("AlarmName")), reader.problems)
    return alarm


def draft_alarm(reader: PropertyReader) -> MetricAlarm | None:
    """Read a metric alarm as far as it goes; None when something it needs is missing."""
    if reader.has("EvaluationCriteria"):
        fix = "keep PromQL alarms out; only metrics and metric math can be evaluated offline"
        reader.fault("EvaluationCriteria", "no PromQL", fix)
        return None
    queries, period = read_queries(reader) if reader.has("Metrics") else read_single_query(reader)
    counts = _counts(reader)
    comparison = reader.choice("ComparisonOperator", list(Comparison))
    reader.require("ComparisonOperator", ", ".join(Comparison))
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
    treatment = reader.choice("TreatMissingData", list(TreatMissingData))
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
        allowed = f"a whole number of at least 1 and at most {_MOST_PERIODS}"
        reader.fault("EvaluationPeriods", allowed, "choose one of these")
        return None
    if datapoints_to_alarm is None:
        return evaluation_periods, evaluation_periods
    if not 1 <= datapoints_to_alarm <= evaluation_periods:
        allowed = f"1 to EvaluationPeriods ({evaluation_periods})"
        reader.fault("DatapointsToAlarm", allowed, "lower it, or raise EvaluationPeriods")
    return evaluation_periods, datapoints_to_alarm


def _check_period(reader: PropertyReader, period: int | None) -> None:
    if period is None or period in HIGH_RESOLUTION_PERIODS:
        return
    if not _MINUTE <= period <= _WEEK or period % _MINUTE:
        if not reader.has("Metrics"):
            reader.fault("Period", _PERIODS, "choose one of these")
            return
        fix = f"change the period of {period} s in the metrics"
        reader.fault("Metrics", f"periods of {_PERIODS}", fix)


def _check_threshold(reader: PropertyReader, comparison: str | None, band_id: str | None) -> None:
    if band_id is None and not reader.has("Threshold"):
        reader.require("Threshold", "a number, or ThresholdMetricId for an anomaly band")
    if comparison is None:
        return
    needs_band = Comparison(comparison).needs_band
    if needs_band and band_id is None:
        reader.require("ThresholdMetricId", f"the id of the band for {comparison}")
    if band_id is not None and not needs_band:
        allowed = ", ".join(operator for operator in Comparison if operator.needs_band)
        reader.fault("ComparisonOperator", allowed, "use one of these with ThresholdMetricId")


def _result_id(
    reader: PropertyReader, queries: tuple[MetricQuery, ...], band_id: str | None
) -> str | None:
    """Return the id of the one series that is compared."""
    results = [query.id for query in queries if query.return_data and query.id != band_id]
    if band_id is not None and band_id not in {query.id for query in queries}:
        ids = ", ".join(query.id for query in queries)
        reader.fault("ThresholdMetricId", f"an id in Metrics ({ids})", "name the band's id")
    if len(results) == 1:
        return results[0]
    if queries or not reader.problems:
        band = " beside the band" if band_id else ""
        allowed = f"exactly one query with ReturnData true{band}, found {len(results)}"
        reader.fault("Metrics", allowed, "set ReturnData to false on the others")
    return None


def _window(reader: PropertyReader) -> EvaluationWindow:
    window = reader.mapping("EvaluationWindow")
    if window is None:
        return SlidingWindow()
    unknown = set(window.properties) - {"SlidingWindow", "WallClockWindow"}
    if unknown or len(window.properties) != 1:
        reader.fault("EvaluationWindow", "SlidingWindow or WallClockWindow", "keep exactly one")
    wall_clock = window.mapping("WallClockWindow")
    if wall_clock is None:
        return SlidingWindow()
    time_zone = wall_clock.text("Timezone") or "UTC"
    try:
        parse_time_zone(time_zone)
    except TimeZoneError:
        wall_clock.fault("Timezone", TIME_ZONE_FORMS, "use one of these")
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
