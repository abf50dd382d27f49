"""Other ways to write a template that mean the same to AWS."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

Json = Any
_SETS = frozenset(
    {"Action", "AlarmActions", "AWS", "Dimensions", "InsufficientDataActions", "Metrics",
     "OKActions", "Resource", "Service", "Statement", "Tags", "Topics", "MetricTransformations"}
)  # fmt: skip
_NUMBERS = frozenset(
    {"DatapointsToAlarm", "EvaluationPeriods", "FixedRate", "Period", "Priority", "ReservoirSize",
     "RetentionInDays", "Threshold"}
)  # fmt: skip
_SINGLE = frozenset({"Action", "Resource", "Service", "AWS"})
_HASH = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
_OF_JSON = frozenset({"DashboardBody", "DefinitionString"})


def renotated(template: Json, random: Random) -> Json:
    """Return a template that means the same, written in another way by chance."""
    changed = _value(template, "", random, of_sets=False)
    for resource in changed["Resources"].values():
        _metadata(resource, random)
        depends_on = resource.get("DependsOn")
        if isinstance(depends_on, list):
            random.shuffle(depends_on)
            if len(depends_on) == 1:
                resource["DependsOn"] = depends_on[0]
        elif isinstance(depends_on, str):
            resource["DependsOn"] = [depends_on]
    return changed


def _metadata(resource: Json, random: Random) -> None:
    metadata = resource.setdefault("Metadata", {})
    metadata["aws:cdk:path"] = f"App/{random.randrange(10**6)}/Resource"
    metadata["aws:asset:path"] = f"asset.{random.randrange(10**6)}"


def _value(value: Json, key: str, random: Random, *, of_sets: bool) -> Json:
    if isinstance(value, dict):
        return _mapping(value, random, of_sets=of_sets)
    if isinstance(value, list):
        items = [_value(item, "", random, of_sets=of_sets) for item in value]
        if key in _SETS or of_sets:
            random.shuffle(items)
        return items[0] if key in _SINGLE and len(items) == 1 and random.random() < 1 / 2 else items
    if key in _NUMBERS:
        return _number(value, random)
    if isinstance(value, str):
        return _text(value, key, random)
    return value


def _mapping(value: Json, random: Random, *, of_sets: bool) -> Json:
    keys = list(value)
    random.shuffle(keys)
    return {
        key: _value(
            value[key],
            key,
            random,
            of_sets=(of_sets or key in {"Condition", "FilterPolicy", "EventPattern"})
            and not key.startswith("Fn::"),
        )
        for key in keys
    }


def _number(value: Json, random: Random) -> Json:
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return value
    ways: list[Callable[[float], Json]] = [lambda each: each, str, lambda each: str(float(each))]
    return random.choice(ways)(value)


def _text(value: str, key: str, random: Random) -> str:
    value = _HASH.sub(lambda _: f"{random.getrandbits(256):064x}", value)
    if key in _OF_JSON:
        return json.dumps(json.loads(value), indent=random.choice([None, 1, 4]))
    return value
