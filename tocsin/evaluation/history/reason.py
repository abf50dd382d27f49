"""What one evaluation saw, and StateReason and StateReasonData: how CloudWatch tells it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import numpy as np

from tocsin.alarms import Comparison, MetricAlarm, TreatMissingData
from tocsin.evaluation.alarm import ALARM, INSUFFICIENT_DATA, State, breaches, breaches_band


def cloudwatch_time(seconds: float) -> str:
    """Return seconds since 1970 as `2026-03-14T09:25:40.989+0000`."""
    stamp = datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")
    return stamp.replace("+00:00", "+0000")


@dataclass(frozen=True, slots=True, kw_only=True)
class Datapoint:
    """One slot that holds a datapoint.

    Attributes:
        start: The start of the slot, in seconds since 1970.
        value: The statistic.
        sample_count: How many samples it rests on; None when that is not known.
        lower: The lower bound of the band, with a band.
        upper: The upper bound of the band, with a band.
    """

    start: float
    value: float
    sample_count: float | None = None
    lower: float | None = None
    upper: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The datapoints that decided one evaluation.

    Attributes:
        alarm: The alarm.
        treat_missing_data: What missing slots counted as.
        at: The time of the evaluation, in seconds since 1970.
        datapoints: The newest N real datapoints of the range, newest first.
    """

    alarm: MetricAlarm
    treat_missing_data: TreatMissingData
    at: float
    datapoints: tuple[Datapoint, ...]

    @property
    def breaching(self) -> tuple[Datapoint, ...]:
        """Return the datapoints that breach, newest first."""
        return tuple(point for point in self.datapoints if self._breaches(point))

    @property
    def healthy(self) -> tuple[Datapoint, ...]:
        """Return the datapoints that do not breach, newest first."""
        return tuple(point for point in self.datapoints if not self._breaches(point))

    @property
    def filled(self) -> int:
        """Return how many datapoints are missing from the N that decide."""
        return self.alarm.evaluation_periods - len(self.datapoints)

    def _breaches(self, point: Datapoint) -> bool:
        value = np.float64(point.value)
        if self.alarm.threshold is not None and not self.alarm.comparison.needs_band:
            return bool(breaches(self.alarm.comparison, value, self.alarm.threshold))
        lower, upper = np.float64(point.lower or 0.0), np.float64(point.upper or 0.0)
        return bool(breaches_band(self.alarm.comparison, value, lower, upper))


_PRINTED_DATAPOINTS = 5
_SCIENTIFIC_FROM = 1e7
_SCIENTIFIC_BELOW = 1e-3
_COMPARED = {
    Comparison.GREATER: "greater than",
    Comparison.GREATER_OR_EQUAL: "greater than or equal to",
    Comparison.LESS: "less than",
    Comparison.LESS_OR_EQUAL: "less than or equal to",
}


def state_reason(state: State, evidence: Evidence) -> str:
    """Word the reason for a state from what the evaluation saw."""
    alarm = evidence.alarm
    if state == INSUFFICIENT_DATA:
        unknown = _counted(alarm.evaluation_periods, "datapoint")
        return f"Insufficient Data: {unknown} {_was(alarm.evaluation_periods)} unknown."
    if not evidence.datapoints:
        return f"Threshold Crossed: {_nothing_received(evidence)}."
    breaching, healthy = evidence.breaching, evidence.healthy
    # Where missing data decided, the datapoints that exist may all be of the other sort.
    cites_breaching = bool(breaching) if state == ALARM else not healthy
    points = breaching if cites_breaching else healthy
    crossed = "Thresholds" if alarm.comparison.needs_band else "Threshold"
    negation = "" if cites_breaching else " not"
    comparison = f"{_was(len(points))}{negation} {_limits(points, evidence)}"
    sentence = f"{crossed} Crossed: {_subject(points, evidence)} {comparison}{_filling(evidence)}"
    if alarm.says_datapoints_to_alarm:
        return f"{sentence}{_listed(points)} ({_minimum(state, evidence)})."
    return f"{sentence}{_listed(points)}."


def _subject(points: Sequence[Datapoint], evidence: Evidence) -> str:
    alarm = evidence.alarm
    printed = "" if _is_long(points) else f" [{_printed(points)}]"
    if alarm.says_datapoints_to_alarm:
        total = alarm.evaluation_periods
        return f"{len(points)} out of the last {total} datapoints{printed}"
    return f"{_counted(len(points), 'datapoint')}{printed}"


def _limits(points: Sequence[Datapoint], evidence: Evidence) -> str:
    alarm = evidence.alarm
    if not alarm.comparison.needs_band:
        return (
            f"{_COMPARED[alarm.comparison]} the threshold ({java_double(alarm.threshold or 0.0)})"
        )
    newest = points[:_PRINTED_DATAPOINTS]
    lower = ", ".join(java_double(point.lower or 0.0) for point in newest)
    upper = ", ".join(java_double(point.upper or 0.0) for point in newest)
    below = f"less than the lower thresholds [{lower}]"
    above = f"greater than the upper thresholds [{upper}]"
    if alarm.comparison is Comparison.BELOW_BAND:
        return below
    return above if alarm.comparison is Comparison.ABOVE_BAND else f"{below} or {above}"


def _filling(evidence: Evidence) -> str:
    named = _treated_as(evidence)
    if evidence.filled <= 0 or named is None:
        return ""
    missing = _counted(evidence.filled, "missing datapoint")
    return f" and {missing} {_was(evidence.filled)} treated as [{named}]"


def _nothing_received(evidence: Evidence) -> str:
    periods = evidence.alarm.evaluation_periods
    received = f"no datapoints were received for {_counted(periods, 'period')}"
    named = _treated_as(evidence)
    if named is None:
        return received
    missing = _counted(periods, "missing datapoint")
    return f"{received} and {missing} {_was(periods)} treated as [{named}]"


def _treated_as(evidence: Evidence) -> str | None:
    match evidence.treat_missing_data:
        case TreatMissingData.BREACHING:
            return "Breaching"
        case TreatMissingData.NOT_BREACHING:
            return "NonBreaching"
        case _:
            return None


def _minimum(state: State, evidence: Evidence) -> str:
    alarm = evidence.alarm
    if state == ALARM:
        needed, change = alarm.datapoints_to_alarm, "OK -> ALARM"
    else:
        needed = alarm.evaluation_periods - alarm.datapoints_to_alarm + 1
        change = "ALARM -> OK"
    return f"minimum {_counted(needed, 'datapoint')} for {change} transition"


def _listed(points: Sequence[Datapoint]) -> str:
    if not _is_long(points):
        return ""
    newest = _printed(points[:_PRINTED_DATAPOINTS])
    return f". The most recent datapoints which crossed the threshold: [{newest}]"


def _is_long(points: Sequence[Datapoint]) -> bool:
    return len(points) > _PRINTED_DATAPOINTS


def _printed(points: Sequence[Datapoint]) -> str:
    return ", ".join(f"{java_double(point.value)} ({_stamp(point.start)})" for point in points)


def java_double(value: float) -> str:
    """Write a finite number as CloudWatch does, which is how Java does: ``50.0``, ``1.25E8``."""
    number = float(value)
    if number == 0 or _SCIENTIFIC_BELOW <= abs(number) < _SCIENTIFIC_FROM:
        return repr(number)
    sign, digits, exponent = Decimal(repr(number)).normalize().as_tuple()
    assert isinstance(exponent, int)
    rest = "".join(map(str, digits[1:])) or "0"
    return f"{'-' if sign else ''}{digits[0]}.{rest}E{exponent + len(digits) - 1}"


def _stamp(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%d/%m/%y %H:%M:%S")


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")


def _was(count: int) -> str:
    return "was" if count == 1 else "were"


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
