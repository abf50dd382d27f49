"""One evaluation of an alarm: the state before, the state after, and why."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from tocsin.evaluation.alarm import MetricAlarm, State, StateCodes, TreatMissingData
from tocsin.evaluation.array_types import FloatArray, Seconds
from tocsin.evaluation.data import AlignedSeries
from tocsin.evaluation.history.evidence import Datapoint, Evidence
from tocsin.evaluation.history.reason import state_reason
from tocsin.evaluation.history.reason_data import state_reason_data


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """What one evaluation gives.

    Attributes:
        at: Its time, in seconds since 1970.
        old_state: The state before.
        state: The state after.
        evidence: The datapoints that decided.
    """

    at: float
    old_state: State
    state: State
    evidence: Evidence

    @property
    def reason(self) -> str:
        """Return StateReason as CloudWatch words it."""
        return state_reason(self.state, self.evidence)

    @property
    def reason_data(self) -> dict[str, Any]:
        """Return StateReasonData as CloudWatch structures it."""
        return state_reason_data(self.evidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationRecords:
    """What some evaluations of one alarm read and decided, one row each.

    Attributes:
        times: The time of each, ``(evaluations,)``.
        codes: The state each led to, ``(evaluations,)``.
        slot_starts: The slots that each read, ``(evaluations, slots)``, oldest first.
        series: The datapoints in these slots, of the same shape.
    """

    times: FloatArray
    codes: StateCodes
    slot_starts: Seconds
    series: AlignedSeries

    def evidence_at(
        self, row: int, alarm: MetricAlarm, treat_missing_data: TreatMissingData
    ) -> Evidence:
        """Return the newest N datapoints that one of the evaluations read."""
        read = self.series.at(row)
        newest_first = np.flatnonzero(read.is_comparable)[::-1][: alarm.evaluation_periods]
        starts = self.slot_starts[row]
        datapoints = tuple(
            Datapoint(
                start=float(starts[slot]),
                value=float(read.values[slot]),
                sample_count=None if read.counts is None else float(read.counts[slot]),
                lower=None if read.lower is None else float(read.lower[slot]),
                upper=None if read.upper is None else float(read.upper[slot]),
            )
            for slot in newest_first
        )
        return Evidence(
            alarm=alarm,
            treat_missing_data=treat_missing_data,
            at=float(self.times[row]),
            datapoints=datapoints,
        )
