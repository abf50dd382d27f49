"""The three states of a CloudWatch alarm, as text and as small integers for arrays.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-concepts.html
"""

from typing import Final, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

State: TypeAlias = Literal["OK", "ALARM", "INSUFFICIENT_DATA"]

OK: Final = "OK"
ALARM: Final = "ALARM"
INSUFFICIENT_DATA: Final = "INSUFFICIENT_DATA"

STATES: Final[tuple[State, ...]] = (OK, ALARM, INSUFFICIENT_DATA)

StateCodes: TypeAlias = NDArray[np.int8]

OK_CODE: Final = 0
ALARM_CODE: Final = 1
INSUFFICIENT_DATA_CODE: Final = 2
# Not a state: "this evaluation leaves the state as it was".
KEEP_CODE: Final = 3


def code_of(state: State) -> int:
    """Return the integer that stands for a state in arrays; its index in ``STATES``."""
    return STATES.index(state)
