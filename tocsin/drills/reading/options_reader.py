"""Reads `options`: the choices where AWS does not document how alarms are evaluated."""

from collections.abc import Callable, Mapping
from typing import Any, get_args, get_type_hints

from tocsin.diagnostics import YamlValue, quoted
from tocsin.evaluation import EvaluationOptions, composite

_Read = Callable[[YamlValue], object]

_MINUTE = 60
_TEN_SECONDS = 10
_MINUTES_OF_AN_HOUR = range(60)
_PERIODS_OF_A_RANGE = range(1, 10_001)
_RANGES = ("auto", "N+2")
_WORDS = (
    "warm_up_window",
    "too_recent_breaching_state",
    "dynamodb_missing_data",
    "low_sample_scope",
    "empty_insights_result",
    "contributor_actions",
    "percentile_method",
    "percent_rounding",
)
"""Options that have one of the words in their type."""


def read_options(options: YamlValue) -> EvaluationOptions:
    """Return the options that stand in a mapping; what it leaves out has its default."""
    return EvaluationOptions(**_read(options, _OPTIONS))


def _read(mapping: YamlValue, readers: Mapping[str, _Read]) -> dict[str, Any]:
    """Return the values that could be read, by their names."""
    found = {}
    if mapping.keys(readers):
        for name, read in readers.items():
            child = mapping.get(name)
            value = None if child is None else read(child)
            if value is not None:
                found[name] = value
    return found


def _evaluation_range(value: YamlValue) -> object:
    if value.value in _RANGES:
        return value.value
    return _whole_number(value, _PERIODS_OF_A_RANGE, "auto, N+2 or ")


def _hourly_minute(value: YamlValue) -> object:
    return _whole_number(value, _MINUTES_OF_AN_HOUR)


def _whole_number(value: YamlValue, allowed: range, others: str = "") -> int | None:
    if type(value.value) is int and value.value in allowed:
        return value.value
    fix = f"write {others}a whole number from {allowed[0]} to {allowed[-1]}"
    value.report("not-allowed", f"{quoted(value.value)} is not known here", fix)
    return None


def _second_of_a_minute(value: YamlValue) -> object:
    seconds = value.seconds()
    if seconds is None or seconds < _MINUTE:
        return seconds
    what = f"{quoted(value.value)} is not a second of a minute"
    value.report("not-allowed", what, "use 0s to 59s")
    return None


def _evaluation_delay(value: YamlValue) -> object:
    seconds = value.seconds()
    if seconds is None or seconds % _TEN_SECONDS == 0:
        return None if seconds is None else int(seconds)
    fix = "use whole minutes, or tens of seconds for alarms of high resolution"
    value.report("not-allowed", f"{quoted(value.value)} is between two evaluations", fix)
    return None


def _word(option: str) -> _Read:
    words = get_args(get_type_hints(EvaluationOptions)[option])
    return lambda value: value.choice(words)


def _suppression(value: YamlValue) -> object:
    return composite.SuppressionOptions(**_read(value, _SUPPRESSION))


_SUPPRESSION: Mapping[str, _Read] = dict.fromkeys(
    get_type_hints(composite.SuppressionOptions), YamlValue.flag
)
_OPTIONS: Mapping[str, _Read] = {
    "evaluation_range": _evaluation_range,
    "second_offset": _second_of_a_minute,
    "evaluation_delay": _evaluation_delay,
    "hourly_minute": _hourly_minute,
    "first_evaluation_delay": YamlValue.seconds,
    **{option: _word(option) for option in _WORDS},
    "suppression": _suppression,
}
