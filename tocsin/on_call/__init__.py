"""Rotation and escalation arithmetic: who is told at which time."""

from tocsin.on_call.notices import Notice, notices
from tocsin.on_call.shift import Shift, on_call, shift_at

__all__ = ["Notice", "Shift", "notices", "on_call", "shift_at"]
