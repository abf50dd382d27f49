"""When an alarm is evaluated, and which stretch of time each evaluation sees."""

from tocsin.evaluation.windows.schedule import (
    HOUR,
    MINUTE,
    Schedule,
    data_cutoff,
    evaluation_interval,
    schedule,
)
from tocsin.evaluation.windows.slot_grid import SlotGrid, slot_grid
from tocsin.evaluation.windows.warm_up import warm_up_end

__all__ = [
    "HOUR",
    "MINUTE",
    "Schedule",
    "SlotGrid",
    "data_cutoff",
    "evaluation_interval",
    "schedule",
    "slot_grid",
    "warm_up_end",
]
