"""StateReasonData: what CloudWatch keeps of an evaluation that changed a state.

The shapes are those of published notifications and histories. For a band with two sides none
shows what an entry of ``evaluatedDatapoints`` says of its thresholds, so it says nothing there.
"""

from datetime import UTC, datetime
from typing import Any

from tocsin.alarms import Comparison
from tocsin.evaluation.alarm import State
from tocsin.evaluation.history.evidence import Datapoint, Evidence


def cloudwatch_time(seconds: float) -> str:
    """Return seconds since 1970 as `2026-03-14T09:25:40.989+0000`."""
    stamp = datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")
    return stamp.replace("+00:00", "+0000")


def state_reason_data(state: State, evidence: Evidence) -> dict[str, Any]:
    """Return the reason data; times are ISO 8601 in UTC, lists run from old to new.

    ``evaluatedDatapoints`` runs from new to old, as CloudWatch's does, and holds those alone that
    decided for the state. A slot without a datapoint has a timestamp and no value.
    """
    alarm, points = evidence.alarm, evidence.datapoints
    query = alarm.query(alarm.result_id)
    data: dict[str, Any] = {"version": "1.0", "queryDate": cloudwatch_time(evidence.at)}
    if points:
        data["startDate"] = cloudwatch_time(points[-1].start)
    if not alarm.comparison.needs_band:
        if query.unit is not None:
            data["unit"] = query.unit
        if query.statistic is not None:
            data["statistic"] = query.statistic.text
    data["period"] = alarm.period
    data["recentDatapoints"] = [point.value for point in reversed(points)]
    data |= _thresholds(evidence)
    data["evaluatedDatapoints"] = [
        _evaluated(entry, alarm.comparison) for entry in evidence.decided(state)
    ]
    return data


def _thresholds(evidence: Evidence) -> dict[str, Any]:
    """Return the threshold, or those of the band's sides that are compared."""
    comparison, points = evidence.alarm.comparison, evidence.datapoints[::-1]
    if not comparison.needs_band:
        return {"threshold": evidence.alarm.threshold}
    sides: dict[str, Any] = {}
    if comparison is not Comparison.ABOVE_BAND:
        sides["recentLowerThresholds"] = [point.lower for point in points]
    if comparison is not Comparison.BELOW_BAND:
        sides["recentUpperThresholds"] = [point.upper for point in points]
    return sides


def _evaluated(entry: Datapoint | float, comparison: Comparison) -> dict[str, Any]:
    if not isinstance(entry, Datapoint):
        return {"timestamp": cloudwatch_time(entry)}
    written: dict[str, Any] = {"timestamp": cloudwatch_time(entry.start)}
    if entry.sample_count is not None and not comparison.needs_band:
        written["sampleCount"] = entry.sample_count
    written["value"] = entry.value
    if comparison is Comparison.ABOVE_BAND:
        written["threshold"] = entry.upper
    if comparison is Comparison.BELOW_BAND:
        written["threshold"] = entry.lower
    return written
