"""The entries of a compact ``config`` → properties of an alarm, by their names."""

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any, Final

from tocsin.alarms import PROPERTIES

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
        "first_timestamp",
        "lambda_source",
        "metrics_insights",
        "note",
        "pending_period",
        "promql",
        "recovery_period",
        "statistic",
        "timestamps",
        "window_lag",
    }
)
_COMPOSITE_PROPERTIES: Final = frozenset(
    {
        "ActionsEnabled",
        "ActionsSuppressor",
        "ActionsSuppressorExtensionPeriod",
        "ActionsSuppressorWaitPeriod",
        "AlarmActions",
        "AlarmDescription",
        "AlarmName",
        "AlarmRule",
        "InsufficientDataActions",
        "OKActions",
        "Tags",
    }
)


def is_known_entry(entry: str, alarms: Collection[str]) -> bool:
    """Say whether an entry of ``config`` means something for these alarms: metric, composite."""
    if "metric" in alarms and (entry in _SETTINGS or property_name(entry) in PROPERTIES):
        return True
    if "composite" not in alarms:
        return False
    return entry == "note" or composite_property_name(entry) in _COMPOSITE_PROPERTIES


def known_entries(alarms: Collection[str]) -> list[str]:
    """Return the entries that ``config`` may have for these alarms, in snake case."""
    metric = {*map(_snake, PROPERTIES), *_NAMES, *_SETTINGS} if "metric" in alarms else set()
    if "composite" not in alarms:
        return sorted(metric)
    return sorted({*metric, *map(_snake, _COMPOSITE_PROPERTIES), *_SUPPRESSION_NAMES})


def property_name(entry: str) -> str:
    """Return the name of the property an entry of ``config`` stands for."""
    return _NAMES.get(entry, _pascal(entry))


def composite_property_name(entry: str) -> str:
    """Return the name of the property of a composite alarm."""
    return _SUPPRESSION_NAMES.get(entry, property_name(entry))


def properties_of(config: Mapping[str, Any]) -> dict[str, Any]:
    """Return the properties in ``config``, without what says how the alarm is read."""
    return {
        property_name(entry): _written_out(property_name(entry), value)
        for entry, value in config.items()
        if entry not in _SETTINGS and not (entry == "metrics" and isinstance(value, int))
    }


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


_CAPITAL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


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
    return _CAPITAL.sub("_", name).lower()


def _pascal_keys(value: object) -> object:
    if isinstance(value, Mapping):
        return {_pascal(name): _pascal_keys(item) for name, item in value.items()}
    return [_pascal_keys(item) for item in value] if isinstance(value, list) else value
