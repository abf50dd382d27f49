"""The state rule: which state one evaluation gives, for many evaluations at once.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html

An evaluation reads R slots. Its newest N real datapoints decide, M of which must breach; with
fewer than N, missing data is treated as the alarm says. Every quantity is a difference of running
counts, so a year of evaluations costs a few passes over the slots, whatever N and R are.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tocsin.evaluation.alarm import (
    ALARM_CODE,
    INSUFFICIENT_DATA_CODE,
    KEEP_CODE,
    OK_CODE,
    StateCodes,
    TreatMissingData,
)

_Flags = NDArray[np.bool_]
_Counts = NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True)
class StateRule:
    """The settings of the rule.

    Attributes:
        size: R, the slots of one evaluation.
        evaluation_periods: N.
        datapoints_to_alarm: M.
        treat_missing_data: What missing slots count as.
        young_code: The code for datapoints that all breach but are too young, under ``missing``.
        newest_low_sample_only: Whether only the newest datapoint's sample count matters.
    """

    size: int
    evaluation_periods: int
    datapoints_to_alarm: int
    treat_missing_data: TreatMissingData
    young_code: int = OK_CODE
    newest_low_sample_only: bool = False

    def codes(self, real: _Flags, breaching: _Flags, low_sample: _Flags | None) -> StateCodes:
        """Return a state code for every window of R slots that are neighbours.

        Args:
            real: Which slots hold a datapoint.
            breaching: Which of them breach; never true where nothing is real.
            low_sample: Which rest on too few samples to count; None when that does not matter.

        Returns:
            ``real.size - R + 1`` codes, for the window ending at slot R - 1 and so on.
        """
        if low_sample is None and real.all():
            return self._complete(breaching)
        seen = _running(real)
        breached = _running(breaching[real])
        newest, first = seen[self.size :], seen[: -self.size]
        oldest = np.maximum(first, newest - self.evaluation_periods)
        count, breaches = newest - first, breached[newest] - breached[oldest]
        codes = self._decided(count, breaches)
        if self.treat_missing_data in {TreatMissingData.MISSING, TreatMissingData.IGNORE}:
            self._settle_sparse(codes, real, count, breaches, first)
        if low_sample is not None:
            low = _running(low_sample[real])
            since = np.maximum(newest - 1, first) if self.newest_low_sample_only else oldest
            codes[low[newest] > low[since]] = KEEP_CODE
        return codes

    def _complete(self, breaching: _Flags) -> StateCodes:
        """Decide windows without gaps: only the newest N slots matter."""
        if self.evaluation_periods == 1:
            return breaching[self.size - 1 :].astype(np.int8)
        reached = _running(breaching)
        older = self.size - self.evaluation_periods
        breaches = reached[self.size :] - reached[older : -self.evaluation_periods]
        return (breaches >= self.datapoints_to_alarm).astype(np.int8)

    def _decided(self, count: _Counts, breaches: _Counts) -> StateCodes:
        if self.treat_missing_data is TreatMissingData.BREACHING:
            breaches = breaches + np.maximum(self.evaluation_periods - count, 0)
        return (breaches >= self.datapoints_to_alarm).astype(np.int8)

    def _settle_sparse(
        self,
        codes: StateCodes,
        real: _Flags,
        count: _Counts,
        breaches: _Counts,
        first: _Counts,
    ) -> None:
        """Settle the windows that are empty, or hold a few datapoints which all breach."""
        ignores = self.treat_missing_data is TreatMissingData.IGNORE
        codes[count == 0] = KEEP_CODE if ignores else INSUFFICIENT_DATA_CODE
        all_breach = (count > 0) & (count < self.evaluation_periods) & (breaches == count)
        windows = np.flatnonzero(all_breach & (codes == OK_CODE))
        if not windows.size:
            return
        oldest_slot = np.flatnonzero(real)[first[windows]]
        age = windows + self.size - oldest_slot
        premature = KEEP_CODE if ignores else ALARM_CODE
        young = OK_CODE if ignores else self.young_code
        codes[windows] = np.where(age >= self.datapoints_to_alarm, premature, young)


def carried_forward(codes: StateCodes, before: int) -> StateCodes:
    """Replace each KEEP by the state before it; ``before`` is the state before the first."""
    kept = codes == KEEP_CODE
    if not kept.any():
        return codes
    last = np.where(kept, -1, np.arange(codes.size))
    np.maximum.accumulate(last, out=last)
    return np.where(last < 0, np.int8(before), codes[last])


def _running(flags: _Flags) -> _Counts:
    counts = np.zeros(flags.size + 1, dtype=np.int32)
    np.cumsum(flags, out=counts[1:])
    return counts
