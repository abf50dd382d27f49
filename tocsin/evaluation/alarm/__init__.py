"""The states of alarms, and when a datapoint breaches."""

from tocsin.evaluation.alarm.breaching import breaches, breaches_band
from tocsin.evaluation.alarm.state import (
    ALARM,
    ALARM_CODE,
    INSUFFICIENT_DATA,
    INSUFFICIENT_DATA_CODE,
    KEEP_CODE,
    OK,
    OK_CODE,
    STATES,
    State,
    StateCodes,
    code_of,
)

__all__ = [
    "ALARM",
    "ALARM_CODE",
    "INSUFFICIENT_DATA",
    "INSUFFICIENT_DATA_CODE",
    "KEEP_CODE",
    "OK",
    "OK_CODE",
    "STATES",
    "State",
    "StateCodes",
    "breaches",
    "breaches_band",
    "code_of",
]
