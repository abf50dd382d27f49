"""Reads `options`: the choices where AWS does not document how alarms are evaluated."""

from collections.abc import Callable, Mapping
from typing import Any, get_args, get_type_hints

from tocsin.diagnostics import YamlValue, quoted
from tocsin.evaluation import DEFAULT_OPTIONS, EvaluationOptions, SuppressionOptions

Read = Callable[[YamlValue], object]

MINUTE = 60
TEN_SECONDS = 10
MINUTES_OF_AN_HOUR = range(60)
LARGEST_RANGE = 10_000
_RANGES = ("auto", "N+2")
_CHOICES = (
    "too_recent_breaching_state",
    "dynamodb_missing_data",
    "low_sample_scope",
    "percentile_method",
    "percent_rounding",
)


def read_options(node: YamlValue | None) -> EvaluationOptions:
    """Return the options that stand in a node; what it leaves out has its default."""
    return DEFAULT_OPTIONS if node is None else EvaluationOptions(**_read(node, _READERS))


def _read(node: YamlValue, readers: Mapping[str, Read]) -> dict[str, Any]:
    """Return the values that could be read, by their names."""
    found = {}
    if node.keys(readers):
        for name, read in readers.items():
            child = node.get(name)
            value = None if child is None else read(child)
            if value is not None:
                found[name] = value
    return found


def _evaluation_range(node: YamlValue) -> object:
    if node.value in _RANGES:
        return node.value
    return _whole_number(node, range(1, LARGEST_RANGE + 1), "auto, N+2 or ")


def _hourly_minute(node: YamlValue) -> object:
    return _whole_number(node, MINUTES_OF_AN_HOUR)


def _whole_number(node: YamlValue, allowed: range, others: str = "") -> int | None:
    if type(node.value) is int and node.value in allowed:
        return node.value
    fix = f"write {others}a whole number from {allowed[0]} to {allowed[-1]}"
    node.fail(f"{quoted(node.value)} is not known here", fix)
    return None


def _offset(node: YamlValue) -> object:
    duration = node.duration()
    if duration is None or duration.total_seconds() < MINUTE:
        return None if duration is None else duration.total_seconds()
    node.fail(f"{quoted(node.value)} is no second of a minute", "use 0s to 59s")
    return None


def _delay(node: YamlValue) -> object:
    duration = node.duration()
    if duration is None or duration.total_seconds() % TEN_SECONDS == 0:
        return None if duration is None else int(duration.total_seconds())
    fix = "use whole minutes, or tens of seconds for alarms of high resolution"
    node.fail(f"{quoted(node.value)} is between two evaluations", fix)
    return None


def _seconds(node: YamlValue) -> object:
    duration = node.duration()
    return None if duration is None else duration.total_seconds()


def _one_of(name: str) -> Read:
    words = get_args(get_type_hints(EvaluationOptions)[name])
    return lambda node: node.choice(words)


def _truth(node: YamlValue) -> object:
    return node.flag()


def _suppression(node: YamlValue) -> object:
    return SuppressionOptions(**_read(node, _SUPPRESSION_READERS))


_SUPPRESSION_READERS: Mapping[str, Read] = dict.fromkeys(get_type_hints(SuppressionOptions), _truth)
_READERS: Mapping[str, Read] = {
    "evaluation_range": _evaluation_range,
    "second_offset": _offset,
    "evaluation_delay": _delay,
    "hourly_minute": _hourly_minute,
    "first_evaluation_delay": _seconds,
    **{name: _one_of(name) for name in _CHOICES},
    "suppression": _suppression,
}
