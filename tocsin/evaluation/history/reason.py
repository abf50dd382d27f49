"""StateReason: how CloudWatch words why an alarm is in its state."""

from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal

from tocsin.alarms import Comparison, TreatMissingData
from tocsin.evaluation.alarm import ALARM, INSUFFICIENT_DATA, State
from tocsin.evaluation.history.evidence import Datapoint, Evidence

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
    points = evidence.breaching if state == ALARM else evidence.healthy
    if not points:
        # Missing data decided: what datapoints there are, are all of the other sort.
        return f"Threshold Crossed: {_received(evidence)}."
    crossed = "Thresholds" if alarm.comparison.needs_band else "Threshold"
    negation = "" if state == ALARM else "not "
    comparison = f"{_was(len(points))} {_limits(points, evidence, negation)}"
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


def _limits(points: Sequence[Datapoint], evidence: Evidence, negation: str) -> str:
    alarm = evidence.alarm
    if not alarm.comparison.needs_band:
        threshold = java_double(alarm.threshold or 0.0)
        return f"{negation}{_COMPARED[alarm.comparison]} the threshold ({threshold})"
    newest = points[:_PRINTED_DATAPOINTS]
    lower = ", ".join(java_double(point.lower or 0.0) for point in newest)
    upper = ", ".join(java_double(point.upper or 0.0) for point in newest)
    below = f"{negation}less than the lower thresholds [{lower}]"
    above = f"{negation}greater than the upper thresholds [{upper}]"
    if alarm.comparison is Comparison.BELOW_BAND:
        return below
    return above if alarm.comparison is Comparison.ABOVE_BAND else f"{below} or {above}"


def _filling(evidence: Evidence) -> str:
    named = _treated_as(evidence)
    if evidence.filled <= 0 or named is None:
        return ""
    missing = _counted(evidence.filled, "missing datapoint")
    return f" and {missing} {_was(evidence.filled)} treated as [{named}]"


def _received(evidence: Evidence) -> str:
    received = len(evidence.datapoints)
    count = _counted(received, "datapoint") if received else "no datapoints"
    verb = _was(received)
    periods = _counted(evidence.alarm.evaluation_periods, "period")
    return f"{count} {verb} received for {periods}{_filling(evidence)}"


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
    return len(points) >= _PRINTED_DATAPOINTS


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
