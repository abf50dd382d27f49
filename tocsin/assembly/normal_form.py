"""One form for values that mean the same to AWS, however a template writes them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_UNORDERED = frozenset(
    {
        "AWS", "Action", "AlarmActions", "AlarmNames", "BackupPlanRule", "BackupVaultEvents",
        "CanonicalUser", "Conditions", "CopyActions", "DependsOn", "Dimensions", "Federated",
        "Groups", "InsufficientDataActions", "ListOfTags", "LoggingLevels", "ManagedPolicyArns",
        "MetricTransformations", "Metrics", "NotAction", "NotPrincipal", "NotResource",
        "NotResources", "OKActions", "Policies", "Principal", "Queues", "Resource", "Resources",
        "Roles", "Service", "SnsTopicArns", "Statement", "Tags", "Targets", "Topics", "Users",
    }
)  # fmt: skip
"""Properties, and keys of policies, whose lists are sets to AWS."""

_OF_SETS = frozenset({"Condition", "EventPattern", "FilterPolicy"})
"""What holds only lists that are sets, however deep."""

_SINGLE_FOR_LIST = frozenset(
    {"AWS", "Action", "CanonicalUser", "DependsOn", "Federated", "NotAction", "NotResource",
     "Resource", "Service", "Statement"}
)  # fmt: skip
"""Where a single value stands for a list of it."""

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_TEXTS = ("Arn", "Id", "Key", "Name", "Value", "Version")
_NUMBERS_ALL_THE_SAME = frozenset({"DefaultValue", "MetricValue"})
_LONGEST_NUMBER = 40
_TRUTH = {"true": True, "false": False}


def normal_form(value: object, key: str = "") -> object:
    """Return a value in one form: alike for all ways to write what is the same to AWS.

    Numbers and what is written as such are alike, and so are the orders of what is a set, JSON
    as text and as an object, white space in it, and a single value for a list where policies take
    either. The text of a name or a value stays what it is: `1.0` there is another than `1`.

    Args:
        value: Resolved, or as a template has it.
        key: The property that it is the value of.
    """
    return _normal(_listed(value, key), key, of_sets=key in _OF_SETS)


def _listed(value: object, key: str) -> object:
    return [value] if key in _SINGLE_FOR_LIST and isinstance(value, (str, dict)) else value


def _normal(value: object, key: str, *, of_sets: bool) -> object:
    if isinstance(value, str):
        return _text(value, key, of_sets=of_sets)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, (int, float)):
        return _number(value)
    if isinstance(value, list):
        return _list(value, key, of_sets=of_sets)
    if isinstance(value, dict):
        return _mapping(value, of_sets=of_sets)
    return str(value)


def _mapping(value: Mapping[str, object], *, of_sets: bool) -> dict[str, object]:
    return {
        key: _normal(
            _listed(item, key),
            key,
            of_sets=of_sets or key in _OF_SETS,
        )
        for key, item in value.items()
        if item is not None
    }


def _list(value: list[object], key: str, *, of_sets: bool) -> list[object]:
    items = [_normal(item, key, of_sets=of_sets) for item in value]
    return sorted(items, key=_sorted_by) if of_sets or key in _UNORDERED else items


def _sorted_by(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, sort_keys=True, default=str)


def _text(value: str, key: str, *, of_sets: bool) -> object:
    beginning = value.lstrip()[:1]
    if beginning in ("{", "["):
        return _json(value, key, of_sets=of_sets)
    if key.endswith(_TEXTS) and key not in _NUMBERS_ALL_THE_SAME:
        return value
    if value in _TRUTH:
        return _TRUTH[value]
    if len(value) <= _LONGEST_NUMBER and _NUMBER.fullmatch(value):
        return _number(float(value) if any(sign in value for sign in ".eE") else int(value))
    return value


def _json(value: str, key: str, *, of_sets: bool) -> object:
    """Return what a text of JSON means; white space alone is no difference where it is not that."""
    try:
        read = json.loads(value)
    except (ValueError, RecursionError):
        return _without_space(value)
    return _normal(read, key, of_sets=of_sets)


_PARTS = re.compile(r'"(?:[^"\\]|\\.)*"|\s+|[^"\s]+|"')


def _without_space(value: str) -> str:
    """Leave out the white space that is outside of quotes: `${Token}` may stand in it, too."""
    return "".join(part for part in _PARTS.findall(value) if not part.isspace())


def _number(value: float) -> object:
    """Return a number so that 5, 5.0 and a text of either are alike."""
    is_whole = isinstance(value, int) or value.is_integer()
    return int(value) if is_whole and abs(value) < 2**53 else value  # up to there both are exact
