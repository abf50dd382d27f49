"""The state rule: which state the datapoints of an alarm give, for many evaluations at once.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html

An evaluation reads R slots. Its newest N real datapoints decide, M of which must breach; with
fewer than N, missing data is treated as the alarm says. Every quantity is a difference of running
counts, so a year of evaluations costs a few passes over the slots, whatever N and R are.
"""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from tocsin.alarms import MetricAlarm, TreatMissingData
from tocsin.evaluation.alarm import (
    ALARM_CODE,
    INSUFFICIENT_DATA_CODE,
    KEEP_CODE,
    OK_CODE,
    State,
    StateCodes,
    breaches,
    breaches_band,
    code_of,
)
from tocsin.evaluation.array_types import Flags
from tocsin.evaluation.data import AlignedSeries
from tocsin.evaluation.options import EvaluationOptions
from tocsin.evaluation.statistics import minimum_samples

_Counts: TypeAlias = NDArray[np.int32]

# Example: R = 3, N = 2, M = 2, missing data treated as `missing`. Seven slots, oldest first
# (0 is healthy, X breaches, - is missing), make five windows of three:
#
#   slots                  0 0 X X - - -
#   windows                00X  0XX  XX-  X--  ---
#   real                   1 1 1 1 0 0 0     running count: 0 1 2 3 4 4 4 4
#   breaching[real]        0 0 1 1           running count: 0 0 0 1 2
#
#   real_up_to_end         3    4    4    4    4    the first running count, from place R on
#   real_before_window     0    1    2    3    4    the same, R places earlier
#   real_before_newest_n   1    2    2    3    4    N less than up to the end, if in the window
#   real_in_window         3    3    2    1    0
#   breaches               1    2    2    1    0    from the second running count
#
# M of N gives OK, ALARM, ALARM, OK, OK. The two sparse windows are settled then: the single
# datapoint of X-- breaches and is 3 slots old, at least M, so ALARM; --- is INSUFFICIENT_DATA.


@dataclass(frozen=True, slots=True, kw_only=True)
class StateRule:
    """The settings of the rule.

    Attributes:
        size: R, the slots of one evaluation.
        evaluation_periods: N.
        datapoints_to_alarm: M.
        treat_missing_data: What missing slots count as.
        too_recent_code: The code for too few datapoints that all breach, none of them M slots
            old, under ``missing``.
        newest_low_sample_only: Whether only the newest datapoint's sample count matters.
    """

    size: int
    evaluation_periods: int
    datapoints_to_alarm: int
    treat_missing_data: TreatMissingData
    too_recent_code: int = OK_CODE
    newest_low_sample_only: bool = False

    def codes(self, real: Flags, breaching: Flags, low_sample: Flags | None) -> StateCodes:
        """Return a state code for every window of R slots that are neighbours.

        Args:
            real: Which slots hold a datapoint, ``(slots,)``.
            breaching: Which of them breach, ``(slots,)``; never true where nothing is real.
            low_sample: Which rest on too few samples to count, ``(slots,)``; None when that does
                not matter.

        Returns:
            ``(slots - R + 1,)``, the first for the window that ends at slot R - 1.
        """
        if low_sample is None and real.all():
            return self._codes_without_gaps(breaching)
        windows = self._windows(real)
        breaches = windows.count_in_newest_n(breaching[real])
        codes = self._m_of_n(windows, breaches)
        if self.treat_missing_data in {TreatMissingData.MISSING, TreatMissingData.IGNORE}:
            self._settle_sparse_windows(codes, real, windows, breaches)
        if low_sample is not None:
            codes[self._any_low_sample(windows, low_sample[real])] = KEEP_CODE
        return codes

    def _codes_without_gaps(self, breaching: Flags) -> StateCodes:
        """Decide windows without gaps: only the newest N slots matter."""
        if self.evaluation_periods == 1:
            return breaching[self.size - 1 :].astype(np.int8)
        running = _running_count(breaching)
        older_slots = self.size - self.evaluation_periods
        breaches = running[self.size :] - running[older_slots : -self.evaluation_periods]
        return (breaches >= self.datapoints_to_alarm).astype(np.int8)

    def _windows(self, real: Flags) -> "_Windows":
        running = _running_count(real)
        up_to_end, before_window = running[self.size :], running[: -self.size]
        return _Windows(
            real_up_to_end=up_to_end,
            real_before_window=before_window,
            real_before_newest_n=np.maximum(before_window, up_to_end - self.evaluation_periods),
        )

    def _m_of_n(self, windows: "_Windows", breaches: _Counts) -> StateCodes:
        """Give ALARM where at least M breach, else OK; what is missing may count as breaching."""
        if self.treat_missing_data is TreatMissingData.BREACHING:
            missing = np.maximum(self.evaluation_periods - windows.real_in_window, 0)
            breaches = breaches + missing
        return (breaches >= self.datapoints_to_alarm).astype(np.int8)

    def _settle_sparse_windows(
        self, codes: StateCodes, real: Flags, windows: "_Windows", breaches: _Counts
    ) -> None:
        """Settle the windows that are empty, or hold a few datapoints which all breach."""
        ignores = self.treat_missing_data is TreatMissingData.IGNORE
        in_window = windows.real_in_window
        codes[in_window == 0] = KEEP_CODE if ignores else INSUFFICIENT_DATA_CODE
        is_sparse = (in_window > 0) & (in_window < self.evaluation_periods)
        sparse = np.flatnonzero(is_sparse & (breaches == in_window) & (codes == OK_CODE))
        if not sparse.size:
            return
        oldest_slot = np.flatnonzero(real)[windows.real_before_window[sparse]]
        age = sparse + self.size - oldest_slot
        premature = KEEP_CODE if ignores else ALARM_CODE
        too_recent = OK_CODE if ignores else self.too_recent_code
        codes[sparse] = np.where(age >= self.datapoints_to_alarm, premature, too_recent)

    def _any_low_sample(self, windows: "_Windows", low_sample: Flags) -> Flags:
        """Return the windows in which a datapoint that counts rests on too few samples."""
        if not self.newest_low_sample_only:
            return np.asarray(windows.count_in_newest_n(low_sample) > 0)
        running, end = _running_count(low_sample), windows.real_up_to_end
        before_newest = np.maximum(end - 1, windows.real_before_window)
        return np.asarray(running[end] > running[before_newest])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Windows:
    """How many real datapoints lie before places of each window, ``(windows,)`` each.

    Attributes:
        real_up_to_end: Before the window's end.
        real_before_window: Before its oldest slot.
        real_before_newest_n: Before the oldest of the datapoints that decide.
    """

    real_up_to_end: _Counts
    real_before_window: _Counts
    real_before_newest_n: _Counts

    @property
    def real_in_window(self) -> _Counts:
        """How many real datapoints each window holds."""
        return self.real_up_to_end - self.real_before_window

    def count_in_newest_n(self, flags: Flags) -> _Counts:
        """Count the flags, one for each real datapoint, among those that decide."""
        running = _running_count(flags)
        return running[self.real_up_to_end] - running[self.real_before_newest_n]


def carried_forward(codes: StateCodes, before: int) -> StateCodes:
    """Replace each KEEP by the state before it; ``before`` is the state before the first."""
    kept = codes == KEEP_CODE
    if not kept.any():
        return codes
    last_decided = np.where(kept, -1, np.arange(codes.size))
    np.maximum.accumulate(last_decided, out=last_decided)
    return np.where(last_decided < 0, np.int8(before), codes[last_decided])


def _running_count(flags: Flags) -> _Counts:
    """Return how many flags are set before each place and before the end: one element more."""
    counts = np.zeros(flags.size + 1, dtype=np.int32)
    np.cumsum(flags, out=counts[1:])
    return counts


_DYNAMODB = "AWS/DynamoDB"
_TOO_RECENT_CODES = {
    "OK": OK_CODE,
    "INSUFFICIENT_DATA": INSUFFICIENT_DATA_CODE,
    "keep": KEEP_CODE,
}


def state_codes(
    alarm: MetricAlarm,
    series: AlignedSeries,
    size: int,
    options: EvaluationOptions,
    *,
    absent: State | None = None,
) -> StateCodes:
    """Decide every window of ``size`` slots that are neighbours in a series.

    Args:
        alarm: The alarm.
        series: What is compared.
        size: R, the slots of one evaluation.
        options: What AWS leaves open.
        absent: The state where no slot holds a datapoint; None to treat them as missing.

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
    real = series.is_comparable
    codes = rule.codes(real, breaching, _low_samples(alarm, series))
    if absent is not None:
        running = _running_count(real)
        codes[running[size:] == running[:-size]] = code_of(absent)
    return codes


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
