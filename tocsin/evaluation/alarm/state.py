"""The three states of a CloudWatch alarm.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-concepts.html
"""

from typing import Final, Literal, TypeAlias

State: TypeAlias = Literal["OK", "ALARM", "INSUFFICIENT_DATA"]

OK: Final = "OK"
ALARM: Final = "ALARM"
INSUFFICIENT_DATA: Final = "INSUFFICIENT_DATA"

STATES: Final[tuple[State, ...]] = (OK, ALARM, INSUFFICIENT_DATA)
