"""Events of Amazon EventBridge: which of them a pattern matches, and what a target gets of one."""

from tocsin.events.error import EventPatternError, PatternFault, TargetInputError
from tocsin.events.event_pattern import EventPattern
from tocsin.events.pattern_reader import LONGEST_PATTERN, read_event_pattern
from tocsin.events.target_input import TargetInput, read_target_input

__all__ = [
    "LONGEST_PATTERN",
    "EventPattern",
    "EventPatternError",
    "PatternFault",
    "TargetInput",
    "TargetInputError",
    "read_event_pattern",
    "read_target_input",
]
