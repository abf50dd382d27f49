"""The slots that the evaluations of one alarm read."""

from dataclasses import dataclass
from math import gcd
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tocsin.evaluation.alarm import MetricAlarm, StateCodes, WallClockWindow, parse_time_zone
from tocsin.evaluation.options import EvaluationOptions
from tocsin.evaluation.windows.evaluation_range import evaluation_range
from tocsin.evaluation.windows.schedule import Schedule, data_cutoff
from tocsin.evaluation.windows.wall_clock import period_starts

Indices = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotGrid:
    """Slots in order of their start; each evaluation reads ``size`` of them, ``stride`` apart.

    A sliding window of five-minute slots, evaluated each minute, has a slot for each minute and
    a stride of five. With a wall-clock window the slots lie end to end and the stride is one.

    Attributes:
        starts: The start of each slot, in seconds since 1970.
        ends: The end of each slot, exclusive.
        size: R, how many slots one evaluation reads.
        stride: The distance in the grid between two slots that follow each other in time.
        newest: The index of the newest slot of each evaluation.
        step: The distance of the starts when it is the same throughout, else None.
        period: Seconds of one slot, by name; a local day may have other than 24 hours.
    """

    starts: Indices
    ends: Indices
    size: int
    stride: int
    newest: Indices
    step: int | None
    period: int

    def windows(self, evaluations: Indices) -> Indices:
        """Return the indices of the slots that some evaluations read, oldest first, as rows."""
        return self.newest[evaluations][:, None] - self.stride * np.arange(self.size - 1, -1, -1)

    def in_order(self, slots: NDArray[Any]) -> NDArray[Any]:
        """Return values of slots so that slots which follow each other in time are neighbours.

        Phase after phase, padded at the end to as many slots in each; the padding repeats slots
        that no evaluation reads there.
        """
        if self.stride == 1:
            return slots
        return np.resize(slots, (self._rows, self.stride)).T.ravel()

    def per_evaluation(self, codes: StateCodes) -> StateCodes:
        """Return the code of each evaluation from the codes of all windows of slots in order.

        Args:
            codes: One code per window of ``size`` slots in the order that ``in_order`` gives.
        """
        if self.stride == 1 and self.step is not None and codes.size == self.newest.size:
            return codes
        if self.stride == 1:
            return np.asarray(codes[self.newest - (self.size - 1)])
        phase, row = self.newest % self.stride, self.newest // self.stride
        return np.asarray(codes[phase * self._rows + row - (self.size - 1)])

    @property
    def _rows(self) -> int:
        return -(-self.starts.size // self.stride)


def slot_grid(alarm: MetricAlarm, times: Schedule, options: EvaluationOptions) -> SlotGrid:
    """Return the slots that the evaluations of a schedule read; it has at least one."""
    size = evaluation_range(alarm, options)
    if isinstance(alarm.window, WallClockWindow):
        return _wall_clock_grid(alarm, alarm.window, times, size, options)
    first_end = int(data_cutoff(alarm, times.first, options))
    step = gcd(times.interval, alarm.period)
    stride = alarm.period // step
    origin = first_end - size * alarm.period
    newest = (size - 1) * stride + times.interval // step * np.arange(times.count)
    starts = origin + step * np.arange(int(newest[-1]) + 1)
    return SlotGrid(
        starts=starts,
        ends=starts + alarm.period,
        size=size,
        stride=stride,
        newest=newest,
        step=step,
        period=alarm.period,
    )


def _wall_clock_grid(
    alarm: MetricAlarm,
    window: WallClockWindow,
    times: Schedule,
    size: int,
    options: EvaluationOptions,
) -> SlotGrid:
    cutoffs = data_cutoff(alarm, times.first, options) + times.interval * np.arange(times.count)
    # Two periods more than needed: local days and weeks may be longer than their name.
    earliest = int(cutoffs[0]) - (size + 2) * alarm.period
    zone = parse_time_zone(window.time_zone)
    bounds = period_starts(zone, alarm.period, earliest, int(cutoffs[-1]))
    newest = np.searchsorted(bounds, cutoffs, side="right") - 2
    return SlotGrid(
        starts=bounds[:-1],
        ends=bounds[1:],
        size=size,
        stride=1,
        newest=newest,
        step=None,
        period=alarm.period,
    )
