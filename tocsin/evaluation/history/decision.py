"""Which rule of CloudWatch decided an evaluation, in words for people.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from tocsin.alarms import TreatMissingData
from tocsin.evaluation.history.evidence import Evidence
from tocsin.evaluation.statistics import minimum_samples

Rule: TypeAlias = Literal[
    "m of n",
    "too few real datapoints",
    "premature",
    "too recent",
    "by silence",
    "kept because ignored",
]
"""How an evaluation comes to its state:

- `m of n`: there are N real datapoints, or M that breach; missing data do not matter.
- `too few real datapoints`: the missing ones count as breaching, or as not breaching.
- `premature`: a few datapoints, all of which breach, are enough because they are old.
- `too recent`: a few datapoints all breach and are not old enough.
- `by silence`: no datapoint is there at all.
- `kept because ignored`: the state stays, as missing data, or too few samples, are ignored.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """How one evaluation came to its state.

    Attributes:
        rule: Which rule decided.
        because: What it rests on, in words.
    """

    rule: Rule
    because: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.because}"


def decision_of(evidence: Evidence) -> Decision:
    """Return which rule decided."""
    alarm = evidence.alarm
    real, breaching = len(evidence.datapoints), len(evidence.breaching)
    if _rests_on_too_few_samples(evidence):
        because = "a datapoint rests on too few samples for its percentile, which are ignored"
        return Decision(rule="kept because ignored", because=because)
    if not real:
        return _silence(evidence)
    if real >= alarm.evaluation_periods:
        return Decision(rule="m of n", because=_m_of_n(evidence))
    if evidence.treat_missing_data in {TreatMissingData.BREACHING, TreatMissingData.NOT_BREACHING}:
        because = f"{_there(evidence)}, {breaching} breaching; {_filled(evidence)}"
        return Decision(rule="too few real datapoints", because=because)
    if breaching >= alarm.datapoints_to_alarm or breaching < real:
        because = f"{_there(evidence)}, {breaching} breaching, {_needed(evidence)}"
        return Decision(rule="m of n", because=because)
    return _all_breach(evidence)


def _all_breach(evidence: Evidence) -> Decision:
    """Decide a few datapoints which all breach, while missing data are not filled in."""
    needed, age = evidence.alarm.datapoints_to_alarm, evidence.oldest_age
    breach = "it breaches" if len(evidence.datapoints) == 1 else "all breach"
    few = f"{_there(evidence)}, {breach}, and the oldest is {_periods(age)} old"
    if age < needed:
        return Decision(rule="too recent", because=f"{few}, fewer than the {needed} for ALARM")
    if evidence.treat_missing_data is TreatMissingData.IGNORE:
        because = f"{few}: premature, and missing data are ignored"
        return Decision(rule="kept because ignored", because=because)
    return Decision(rule="premature", because=f"{few}, at least the {needed} for ALARM")


def _silence(evidence: Evidence) -> Decision:
    nothing = f"no datapoint in the {_periods(evidence.slots_read)} it read"
    match evidence.treat_missing_data:
        case TreatMissingData.IGNORE:
            because = f"{nothing}, and missing data are ignored"
            return Decision(rule="kept because ignored", because=because)
        case TreatMissingData.MISSING:
            return Decision(rule="by silence", because=nothing)
        case _:
            because = f"{nothing}, which counts as {_sort(evidence)}"
            return Decision(rule="by silence", because=because)


def _rests_on_too_few_samples(evidence: Evidence) -> bool:
    statistic = evidence.alarm.query(evidence.alarm.result_id).statistic
    if not evidence.alarm.ignores_low_samples or statistic is None:
        return False
    least = minimum_samples(statistic)
    counts = (point.sample_count for point in evidence.datapoints)
    return any((1.0 if count is None else count) < least for count in counts)


def _m_of_n(evidence: Evidence) -> str:
    periods, breaching = evidence.alarm.evaluation_periods, len(evidence.breaching)
    if periods == 1:
        return f"the newest datapoint {'breaches' if breaching else 'does not breach'}"
    return f"{breaching} of the newest {periods} datapoints breach, {_needed(evidence)}"


def _needed(evidence: Evidence) -> str:
    return f"{evidence.alarm.datapoints_to_alarm} needed for ALARM"


def _there(evidence: Evidence) -> str:
    real, periods = len(evidence.datapoints), evidence.alarm.evaluation_periods
    read = _periods(evidence.slots_read)
    return f"{real} of {periods} datapoints {'is' if real == 1 else 'are'} in the {read} it read"


def _filled(evidence: Evidence) -> str:
    count = "1 missing counts" if evidence.filled == 1 else f"{evidence.filled} missing count"
    return f"{count} as {_sort(evidence)}, {_needed(evidence)}"


def _sort(evidence: Evidence) -> str:
    is_breaching = evidence.treat_missing_data is TreatMissingData.BREACHING
    return "breaching" if is_breaching else "not breaching"


def _periods(count: int) -> str:
    return "1 period" if count == 1 else f"{count} periods"
