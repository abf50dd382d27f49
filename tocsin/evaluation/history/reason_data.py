"""StateReasonData: the datapoints behind a state, as CloudWatch structures them."""

from typing import Any

from tocsin.evaluation.history.evidence import Datapoint, Evidence
from tocsin.evaluation.history.timestamp import cloudwatch_time


def state_reason_data(evidence: Evidence) -> dict[str, Any]:
    """Return the reason data; times are ISO 8601 in UTC, lists run from old to new.

    ``evaluatedDatapoints`` runs from new to old, as CloudWatch's does.
    """
    alarm, points = evidence.alarm, evidence.datapoints
    query = alarm.query(alarm.result_id)
    data: dict[str, Any] = {"version": "1.0", "queryDate": cloudwatch_time(evidence.at)}
    if points:
        data["startDate"] = cloudwatch_time(points[-1].start)
    if query.unit is not None:
        data["unit"] = query.unit
    if query.statistic is not None:
        data["statistic"] = query.statistic.text
    data["period"] = alarm.period
    data["recentDatapoints"] = [point.value for point in reversed(points)]
    if alarm.comparison.needs_band:
        data["recentLowerThresholds"] = [point.lower for point in reversed(points)]
        data["recentUpperThresholds"] = [point.upper for point in reversed(points)]
    else:
        data["threshold"] = alarm.threshold
    if points:
        data["evaluatedDatapoints"] = [_evaluated(point) for point in points]
    return data


def _evaluated(point: Datapoint) -> dict[str, Any]:
    entry: dict[str, Any] = {"timestamp": cloudwatch_time(point.start)}
    if point.sample_count is not None:
        entry["sampleCount"] = point.sample_count
    return entry | {"value": point.value}
