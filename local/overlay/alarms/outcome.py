"""What an evaluation of an alarm found."""

from dataclasses import dataclass

from tocsin.evaluation import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The state of an alarm after an evaluation.

    Attributes:
        state: The state.
        reason: StateReason as CloudWatch words it.
        reason_data: StateReasonData, JSON.
    """

    state: State
    reason: str
    reason_data: str
