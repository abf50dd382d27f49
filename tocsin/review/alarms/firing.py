"""When an alarm fires: its window, its limit, and what it makes of missing data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.alarms import Comparison as Operator
from tocsin.alarms import MetricAlarm, TreatMissingData
from tocsin.review.alarms.texts import limit, window
from tocsin.review.words import lengths

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tocsin.review.alarms.pairing import AlarmPair
    from tocsin.review.change import Change

_ABOVE = frozenset({Operator.GREATER, Operator.GREATER_OR_EQUAL})
_BELOW = frozenset({Operator.LESS, Operator.LESS_OR_EQUAL})
_TREATMENTS: Mapping[TreatMissingData, str] = {
    TreatMissingData.MISSING: "INSUFFICIENT_DATA",
    TreatMissingData.IGNORE: "no change of state",
    TreatMissingData.BREACHING: "a breach",
    TreatMissingData.NOT_BREACHING: "fine",
}


def firing(pair: AlarmPair) -> Iterator[Change]:
    """Yield what makes a metric alarm fire later, sooner, by less or by more."""
    if pair.old is None or pair.new is None:
        return
    old, new = pair.old.definition, pair.new.definition
    if isinstance(old, MetricAlarm) and isinstance(new, MetricAlarm):
        yield from _window(pair, old, new)
        yield from _limit(pair, old, new)
        yield from _missing(pair, old, new)


def _window(pair: AlarmPair, old: MetricAlarm, new: MetricAlarm) -> Iterator[Change]:
    """Yield how long a breach has to last, and else how many datapoints are looked at."""
    before, after = (each.datapoints_to_alarm * each.period for each in (old, new))
    if before != after:
        kind = "alarm/fires-later" if after > before else "alarm/fires-sooner"
        what = f"fires {kind.rpartition('-')[2]}: {lengths(before, after)}; now {window(new)}"
    elif (span := _span(new) - _span(old)) != 0:
        kind = "alarm/fires-more" if span > 0 else "alarm/fires-less"
        ease = "more easily" if span > 0 else "less easily"
        what = f"fires {ease}: {window(old)} → {window(new)}"
    elif window(old) != window(new):
        kind, what = "alarm/condition", f"looks at {window(new)} instead of {window(old)}"
    else:
        return
    at = "DatapointsToAlarm" if old.evaluation_periods == new.evaluation_periods else ""
    yield pair.about.change(
        kind, what, before=window(old), after=window(new), at=(at or "EvaluationPeriods",)
    )


def _span(alarm: MetricAlarm) -> int:
    return alarm.evaluation_periods * alarm.period


def _limit(pair: AlarmPair, old: MetricAlarm, new: MetricAlarm) -> Iterator[Change]:
    before, after = limit(old), limit(new)
    if before == after:
        return
    at = "Threshold" if old.comparison == new.comparison else "ComparisonOperator"
    needs = _needs_more(old, new)
    if needs is None:
        kind, what = "alarm/condition", f"fires at {after} instead of {before}"
    else:
        kind = "alarm/fires-less" if needs else "alarm/fires-more"
        what = f"needs {'more' if needs else 'less'} to fire: {before} → {after}"
    yield pair.about.change(kind, what, before=before, after=after, at=(at,))


def _needs_more(old: MetricAlarm, new: MetricAlarm) -> bool | None:
    """Say whether it takes more to fire; None where the limits cannot be compared."""
    if old.threshold is None or new.threshold is None:
        return None
    for side, sign in ((_ABOVE, 1), (_BELOW, -1)):
        if old.comparison in side and new.comparison in side:
            if old.threshold == new.threshold:
                return old.comparison in (Operator.GREATER_OR_EQUAL, Operator.LESS_OR_EQUAL)
            return sign * (new.threshold - old.threshold) > 0
    return None


def _missing(pair: AlarmPair, old: MetricAlarm, new: MetricAlarm) -> Iterator[Change]:
    before, after = (each.treat_missing_data or TreatMissingData.MISSING for each in (old, new))
    if before == after:
        return
    if before is TreatMissingData.BREACHING:
        kind, what = "alarm/silence-is-fine", "no longer fires when its metric falls silent"
    elif after is TreatMissingData.BREACHING:
        kind, what = "alarm/silence-fires", "fires when its metric falls silent"
    else:
        kind, what = "alarm/missing-data", "takes missing data otherwise"
    yield pair.about.change(
        kind,
        f"{what}: missing data are {_TREATMENTS[before]} → {_TREATMENTS[after]}",
        before=before,
        after=after,
        at=("TreatMissingData",),
    )
