"""Alarm states as small integers, for arrays."""

from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from tocsin.evaluation.alarm.state import STATES, State

StateCodes: TypeAlias = NDArray[np.int8]

OK_CODE: Final = 0
ALARM_CODE: Final = 1
INSUFFICIENT_DATA_CODE: Final = 2
# Not a state: "this evaluation leaves the state as it was".
KEEP_CODE: Final = 3


def code_of(state: State) -> int:
    """Return the integer that stands for a state in arrays; its index in ``STATES``."""
    return STATES.index(state)
