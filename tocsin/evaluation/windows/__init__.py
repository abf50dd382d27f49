"""When an alarm is evaluated, and which stretch of time each evaluation sees."""

from tocsin.evaluation.windows.schedule import (
    Schedule,
    data_cutoff,
    evaluation_delay,
    schedule,
    single_evaluation,
    window_end,
)
from tocsin.evaluation.windows.slot_grid import SlotGrid, slot_grid, slots_read

__all__ = [
    "Schedule",
    "SlotGrid",
    "data_cutoff",
    "evaluation_delay",
    "schedule",
    "single_evaluation",
    "slot_grid",
    "slots_read",
    "window_end",
]
