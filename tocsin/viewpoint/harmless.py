"""What stands in for a part that is wrong, so that nothing is said about what may be right.

A viewpoint is planned without its wrong parts. Taking one away can make another look wrong: an
escalation policy without its only contact reaches nobody. What stands here in its place can only
make less look wrong, never more.
"""

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from tocsin.diagnostics import KeyPath
from tocsin.on_call import NEXT_BUSINESS_DAY, SEVERITIES
from tocsin.viewpoint.alarm import MOST_ALARM_STACKS
from tocsin.viewpoint.stage import Stage
from tocsin.viewpoint.stage_override import ANY, OFF, OVERRIDABLE, fits

STAND_IN = "left out"
"""The contact that every policy and rotation reaches which is left out."""

CONTACT = {"email": "left.out@example.com"}

_SHORT = "x"
"""Nothing that is named after it can be too long."""

_POLICY = [{"notify": STAND_IN}]
_NO_PROMISE = {"respond_within": NEXT_BUSINESS_DAY}

_Value = Callable[[KeyPath, object], Any]
"""Makes what stands in for the part at a path, from what is found there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How a part is left out.

    Attributes:
        value: Makes what stands in for it; None if it is taken out.
        up: How many keys above the part the one stands that is left out with it.
        beside: A key beside it that is left out with it, because it is about the part.
    """

    value: _Value | None = None
    up: int = 0
    beside: str | None = None


TAKEN_OUT = Rule()


def _always(value: object) -> Rule:
    return Rule(value=lambda _path, _found: deepcopy(value))


def _stage(path: KeyPath, found: object) -> dict[str, Any]:
    """Return a stage that shares its account with none, where the one that is *found* is.

    Where that cannot be known, it is in the Region where AWS has the most. What the stage changes
    it changes still.
    """
    account = f"{int.from_bytes(str(path[-1]).encode()) % 10**12:012d}"
    places = found if isinstance(found, dict) else {}
    changes = {key: places[key] for key in OVERRIDABLE if isinstance(places.get(key), dict)}
    for place in ("region", "regions"):
        try:
            stage = {"account": account, place: places.get(place)}
            Stage.model_validate(stage)
        except ValidationError:
            continue
        return {**stage, **changes}
    return {"account": account, "region": "us-east-1", **changes}


_CHANGED = 3
"""Keys above what a stage changes: `stages`, its name, and a key that stands at the top, too."""

_SERVICE = ("services", ANY)
_RESOURCE = (*_SERVICE, "resources", ANY)
_ALARM = (*_SERVICE, "alarms", ANY)
_LOG_GROUP = (*_SERVICE, "log_groups", ANY)
_PROTECTION = "data_protection"

_RULES: Mapping[tuple[str, ...], Rule] = {
    ("system",): _always(_SHORT),
    ("owner",): _always(_SHORT),
    ("runbooks",): _always("https://example.com/left-out"),
    ("stages",): Rule(value=lambda _path, _found: {_SHORT: _stage((_SHORT,), None)}),
    ("stages", ANY): Rule(value=_stage),
    ("severities",): _always(dict.fromkeys(SEVERITIES, _NO_PROMISE)),
    ("severities", ANY): _always(_NO_PROMISE),
    ("contacts",): _always({STAND_IN: CONTACT}),
    ("contacts", ANY): _always(CONTACT),
    ("on_call", ANY): _always({"members": [STAND_IN]}),
    ("escalation",): _always(dict.fromkeys(SEVERITIES, _POLICY)),
    ("escalation", ANY): _always(_POLICY),
    ("services",): _always({_SHORT: {"owner": _SHORT}}),
    (*_SERVICE, "owner"): _always(_SHORT),
    (*_SERVICE, "alarm_stacks"): _always(MOST_ALARM_STACKS),
    (*_SERVICE, "depends_on"): TAKEN_OUT,
    (*_SERVICE, "page_by"): TAKEN_OUT,
    (*_SERVICE, "metrics", ANY): TAKEN_OUT,
    (*_SERVICE, "objectives", ANY): TAKEN_OUT,
    _RESOURCE: TAKEN_OUT,
    (*_RESOURCE, "type"): Rule(up=1),
    (*_RESOURCE, "opt_ins"): Rule(beside="alarms"),
    (*_RESOURCE, "alarms"): TAKEN_OUT,
    (*_RESOURCE, "alarms", ANY): TAKEN_OUT,
    (*_RESOURCE, "alarm_stack"): _always(MOST_ALARM_STACKS),
    (*_RESOURCE, "regions"): TAKEN_OUT,
    (*_RESOURCE, ANY): _always("ssm:/left/out"),
    _ALARM: TAKEN_OUT,
    **{(*_ALARM, key): _always(_SHORT) for key in ("means", "matters", "first_action")},
    _LOG_GROUP: TAKEN_OUT,
    (*_LOG_GROUP, "metric_filters", ANY): TAKEN_OUT,
    (*_LOG_GROUP, "metric_filters", ANY, "samples"): TAKEN_OUT,
    (*_LOG_GROUP, "anomalies"): TAKEN_OUT,
    (*_LOG_GROUP, "personal_data"): TAKEN_OUT,
    (*_LOG_GROUP, "archive"): TAKEN_OUT,
    (*_LOG_GROUP, "alarms", ANY): TAKEN_OUT,
    (*_LOG_GROUP, "queries", ANY): TAKEN_OUT,
    ("maintenance", ANY): TAKEN_OUT,
    ("tracing", "rules", ANY): TAKEN_OUT,
    ("tracing", "groups", ANY): TAKEN_OUT,
    ("events", ANY): TAKEN_OUT,
    (_PROTECTION, "responds_within"): _always("0s"),
    (_PROTECTION, "schedules", ANY): TAKEN_OUT,
    (_PROTECTION, "protected", ANY): TAKEN_OUT,
    (_PROTECTION, "restore_tests", ANY): TAKEN_OUT,
    (_PROTECTION, "vault_lock"): TAKEN_OUT,
    (_PROTECTION, "vaults", ANY, "lock"): TAKEN_OUT,
    (_PROTECTION, "schedules", ANY, "also_copied_to"): TAKEN_OUT,
    ("dashboards", ANY): TAKEN_OUT,
}
"""How parts are left out, by where they stand; `*` is any name. What has no rule is taken out."""


def parts_with(path: KeyPath) -> dict[KeyPath, Rule]:
    """Return what is left out when what stands at *path* is wrong, by where it stands, and how."""
    if path[0] == "stages" and len(path) > _CHANGED and path[2] in OVERRIDABLE:
        found = parts_with(path[2:])
        return {(*path[:2], *part): _in_stage(rule) for part, rule in found.items()}
    for length in range(len(path), 0, -1):
        rule = _rule(path[:length])
        if rule is not None:
            part = path[: length - rule.up]
            beside = {} if rule.beside is None else {(*part[:-1], rule.beside): TAKEN_OUT}
            return {part: rule, **beside}
    return {path: TAKEN_OUT}


def _in_stage(rule: Rule) -> Rule:
    """Return how a part is left out that a stage changes: the stage is without it."""
    return rule if rule.value is not None else _always(OFF)


def _rule(path: KeyPath) -> Rule | None:
    """Return the rule for *path*; one that names a key goes before one that is for any."""
    fitting = (pattern for pattern in _RULES if fits(pattern, path))
    found = max(fitting, key=lambda pattern: len(pattern) - pattern.count(ANY), default=None)
    return None if found is None else _RULES[found]
