"""The slots that the evaluations of one alarm read."""

from dataclasses import dataclass
from math import gcd
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tocsin.alarms import MetricAlarm, WallClockWindow, parse_time_zone
from tocsin.evaluation.alarm import StateCodes
from tocsin.evaluation.array_types import Indices, Seconds
from tocsin.evaluation.options import EvaluationOptions
from tocsin.evaluation.windows.schedule import Schedule, data_cutoff
from tocsin.evaluation.windows.wall_clock import period_starts
from tocsin.timing import periods_read

_EXTRA_SLOTS_OF_EMULATORS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotGrid:
    """Slots in order of their start; each evaluation reads ``size`` of them, ``stride`` apart.

    A sliding window of five-minute slots, evaluated each minute, has a slot for each minute and
    a stride of five. With a wall-clock window the slots lie end to end and the stride is one.

    Attributes:
        starts: The start of each slot, ``(slots,)``, in seconds since 1970.
        ends: The end of each slot, exclusive, ``(slots,)``.
        size: R, how many slots one evaluation reads.
        stride: The distance in the grid between two slots that follow each other in time.
        newest: The index of the newest slot of each evaluation, ``(evaluations,)``.
        step: The distance of the starts when it is the same throughout, else None.
        period: Seconds of one slot, by name; a local day may have other than 24 hours.
    """

    # Example: a period of 120 s, R = 2, evaluated at 10:04, 10:05 and 10:06.
    #
    #   slot                    0      1      2      3      4
    #   starts              10:00  10:01  10:02  10:03  10:04    a slot begins each minute,
    #   ends                10:02  10:03  10:04  10:05  10:06    so the stride is 120 s / 60 s = 2
    #   newest:                 2, 3 and 4
    #   windows of all three:   [[0, 2], [1, 3], [2, 4]]
    #
    # The state rule decides every run of R neighbours, so the slots are put phase by phase:
    #
    #   by_phase:               0 2 4 1 3 0; the second phase is padded
    #   runs of two:            [0 2] [2 4] [4 1] [1 3] [3 0]
    #   of_evaluations:         runs 0, 3 and 1, which are the three windows

    starts: Seconds
    ends: Seconds
    size: int
    stride: int
    newest: Indices
    step: int | None
    period: int

    @classmethod
    def end_to_end(cls, start: float, period: int, count: int) -> "SlotGrid":
        """Return slots that follow each other, each read by one evaluation of its own."""
        starts = (start + period * np.arange(count)).astype(np.int64)
        return cls(
            starts=starts,
            ends=starts + period,
            size=1,
            stride=1,
            newest=np.arange(count),
            step=period,
            period=period,
        )

    def windows(self, evaluations: Indices) -> Indices:
        """Return the slots that some evaluations read: ``(evaluations, size)``, oldest first."""
        return self.newest[evaluations][:, None] - self.stride * np.arange(self.size - 1, -1, -1)

    def by_phase(self, column: NDArray[Any]) -> NDArray[Any]:
        """Rearrange a column of all slots so that those which follow in time are neighbours.

        Args:
            column: ``(slots,)`` of any type, in the order of the grid.

        Returns:
            ``(stride * rows,)``: phase after phase, each padded to as many slots. The padding
            repeats slots that no evaluation reads there.
        """
        if self.stride == 1:
            return column
        return np.resize(column, (self._rows, self.stride)).T.ravel()

    def of_evaluations(self, codes: StateCodes) -> StateCodes:
        """Return the code of each evaluation, ``(evaluations,)``.

        Args:
            codes: One code for each run of ``size`` neighbours in the order of ``by_phase``.
        """
        is_one_run_each = self.stride == 1 and self.step is not None
        if is_one_run_each and codes.size == self.newest.size:
            return codes
        row, phase = np.divmod(self.newest, self.stride)
        return np.asarray(codes[phase * self._rows + row - (self.size - 1)])

    @property
    def _rows(self) -> int:
        """How many slots the longest phase has."""
        return -(-self.starts.size // self.stride)


def slot_grid(alarm: MetricAlarm, times: Schedule, options: EvaluationOptions) -> SlotGrid:
    """Return the slots that the evaluations of a schedule read; it has at least one."""
    size = slots_read(alarm, options)
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


def slots_read(alarm: MetricAlarm, options: EvaluationOptions) -> int:
    """Return R, the slots that one evaluation reads; docs/evaluation.md gives the evidence."""
    needed = alarm.evaluation_periods
    if isinstance(alarm.window, WallClockWindow):
        return needed
    if isinstance(options.evaluation_range, int):
        return max(needed, options.evaluation_range)
    if options.evaluation_range == "N+2":
        return needed + _EXTRA_SLOTS_OF_EMULATORS
    return periods_read(period=alarm.period, evaluation_periods=needed)


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
    # The last bound at or before the cutoff ends the newest complete period.
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
