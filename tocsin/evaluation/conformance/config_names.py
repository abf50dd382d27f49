"""The entries of a compact ``config`` → properties of an alarm, by their names."""

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any, Final

from tocsin.alarms import PROPERTIES
from tocsin.evaluation.conformance.case import MalformedCaseError

_NAMES: Final = {
    "name": "AlarmName",
    "description": "AlarmDescription",
    "comparison": "ComparisonOperator",
    "ok_actions": "OKActions",
    "actions": "AlarmActions",
    "metric": "MetricName",
    "warm_up": "WarmUpConfiguration",
}
_SUPPRESSION_NAMES: Final = {
    "wait_period": "ActionsSuppressorWaitPeriod",
    "extension_period": "ActionsSuppressorExtensionPeriod",
}
# Settings that no property holds: they say what kind of source the alarm has, or how it is read.
_SETTINGS: Final = frozenset(
    {
        "evaluation_range",
        "expression",
        "expressions",
        "lambda_source",
        "metrics_insights",
        "pending_period",
        "promql",
        "recovery_period",
        "statistic",
    }
)
# Close enough to be a slip of the pen: a transposed or lacking letter, not another word.
_SLIP: Final = 0.9


def property_name(entry: str) -> str:
    """Return the name of the property an entry of ``config`` stands for."""
    return _NAMES.get(entry, _pascal(entry))


def composite_property_name(entry: str) -> str:
    """Return the name of the property of a composite alarm."""
    return _SUPPRESSION_NAMES.get(entry, property_name(entry))


def properties_of(config: Mapping[str, Any]) -> dict[str, Any]:
    """Return the properties in ``config``; an entry that only informs is left out.

    Raises:
        MalformedCaseError: An entry is nearly one of those known, so that it was misspelt.
    """
    properties = {}
    for entry, value in config.items():
        if entry in _SETTINGS or (entry == "metrics" and isinstance(value, int)):
            continue
        name = property_name(entry)
        if name in PROPERTIES:
            properties[name] = _written_out(name, value)
        else:
            _refuse_slip(entry)
    return properties


def _refuse_slip(entry: str) -> None:
    known = {_snake(name): name for name in PROPERTIES} | dict.fromkeys((*_NAMES, *_SETTINGS), "")
    near = get_close_matches(entry, known, n=1, cutoff=_SLIP)
    if near:
        message = f"malformed case: config has {entry!r}; did you mean {near[0]!r}?"
        raise MalformedCaseError(message)


def _written_out(name: str, value: object) -> object:
    """Return a value in full, where a case writes it short.

    Lists may be given as how many there are, dimensions as a mapping, the warm-up as its minutes,
    and a window without settings as its name.
    """
    if isinstance(value, int) and name in _LISTS:
        return [_LISTS[name](number) for number in range(value)]
    if isinstance(value, int) and name == "WarmUpConfiguration":
        return {"WarmUpPeriodDurationInMinutes": value}
    if isinstance(value, str) and name == "EvaluationWindow":
        return {value: {}}
    if isinstance(value, Mapping) and name == "Dimensions":
        return [{"Name": key, "Value": item} for key, item in value.items()]
    return _pascal_keys(value)


def _topic(number: int) -> str:
    return f"arn:aws:sns:us-east-1:111122223333:topic-{number}"


_LISTS: Final[Mapping[str, Callable[[int], object]]] = {
    "AlarmActions": _topic,
    "OKActions": _topic,
    "InsufficientDataActions": _topic,
    "Dimensions": lambda number: {"Name": f"Name{number}", "Value": "value"},
    "Tags": lambda number: {"Key": f"key{number}", "Value": "value"},
}


def _pascal(name: str) -> str:
    return "".join(part[:1].upper() + part[1:] for part in name.split("_"))


def _snake(name: str) -> str:
    words = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)
    return words.lstrip("_")


def _pascal_keys(value: object) -> object:
    if isinstance(value, Mapping):
        return {_pascal(name): _pascal_keys(item) for name, item in value.items()}
    return [_pascal_keys(item) for item in value] if isinstance(value, list) else value
