"""The JSON Schema of a viewpoint with what the catalogue knows, so that editors complete it."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from tocsin.catalogue import (
    SETTING_PATTERNS,
    Identifier,
    RecommendedAlarm,
    ResourceType,
    Setting,
    load_resource_type,
    resource_types,
)
from tocsin.viewpoint import json_schema

_NOT_LITERAL = r"^ssm:(/[A-Za-z0-9_.{}-]+)+$|\{(system|stage|region|account)\}|^\{\{resolve:"
"""Values that are known only per stage or on deployment, so that their form is not checked."""

_LONGEST_IDENTIFIER = 1_024

_CHANGE, _REGIONS, _ALARM_STACK, _FACT = (
    "ChangeOfRecommendedAlarm",
    "RegionsOfResource",
    "AlarmStackOfResource",
    "FactOfResource",
)
"""Names of what several types share."""


def viewpoint_schema(
    own_types: Mapping[str, ResourceType] = MappingProxyType({}),
) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a viewpoint.

    A resource is one of the catalogue's types, each with its own identifiers, opt-ins and alarms.

    Args:
        own_types: Types beside those of the catalogue, by name.
    """
    kinds = [*map(load_resource_type, resource_types()), *own_types.values()]
    schema = json_schema()
    definitions = schema["$defs"]
    general = definitions["Resource"]
    definitions.update(_shared(general, definitions["ResourceChanges"]))
    for kind in kinds:
        definitions[_definition(kind.name)] = _resource(kind, general)
    _complete_changes(definitions["ResourceChanges"], kinds)
    definitions["Resource"] = {
        "title": general["title"],
        "description": general["description"],
        "oneOf": [{"$ref": f"#/$defs/{_definition(kind.name)}"} for kind in kinds],
    }
    return schema


def _shared(general: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """Return what the hundred types have in common, which is written once."""
    properties = general["properties"]
    return {
        _CHANGE: properties["alarms"]["additionalProperties"],
        _REGIONS: properties["regions"],
        _ALARM_STACK: properties["alarm_stack"],
        _FACT: changes["additionalProperties"],
    }


def _reference(name: str, description: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name}", "description": description}


def _complete_changes(changes: dict[str, Any], kinds: Iterable[ResourceType]) -> None:
    """Let editors complete the identifiers of a resource in a stage; its type stands elsewhere."""
    for kind in kinds:
        meanings = {each.name: each.means for each in kind.identifiers.values()}
        meanings |= {each.name: each.means for each in kind.settings.values()}
        for name, means in meanings.items():
            changes["properties"].setdefault(name, _reference(_FACT, means))


def _definition(resource_type: str) -> str:
    return f"Resource_{resource_type}"


def _resource(kind: ResourceType, general: dict[str, Any]) -> dict[str, Any]:
    shared = general["properties"]
    names = (*kind.required_identifiers, *kind.optional_identifiers)
    return {
        "title": kind.title,
        "description": f"{kind.title}. Its metrics: {kind.source or kind.namespace}",
        "type": "object",
        "properties": {
            "type": {"const": kind.name, "description": kind.title},
            **{name: _identifier(kind.identifiers[name]) for name in names},
            **{each.name: _setting(each) for each in kind.settings.values()},
            "regions": _reference(_REGIONS, shared["regions"]["description"]),
            "opt_ins": {**shared["opt_ins"], "items": _opt_ins(kind)},
            "alarms": _alarms(kind, shared["alarms"]),
            "alarm_stack": _reference(_ALARM_STACK, shared["alarm_stack"]["description"]),
        },
        "required": ["type", *kind.required_identifiers],
        "additionalProperties": False,
    }


def _identifier(identifier: Identifier) -> dict[str, Any]:
    text = {
        "type": "string",
        "maxLength": _LONGEST_IDENTIFIER,
        "pattern": f"^(?:{identifier.pattern})$|{_NOT_LITERAL}",
    }
    return {
        "oneOf": [text, {"type": "object", "additionalProperties": text}],
        "description": f"{identifier.means}; or ssm:/path for a Systems Manager parameter; or one "
        "of these by Region",
        "examples": [identifier.example],
    }


def _setting(setting: Setting) -> dict[str, Any]:
    if setting.kind == "number":
        most = {} if setting.at_most is None else {"maximum": setting.at_most}
        which = "integer" if setting.whole else "number"
        value: dict[str, Any] = {"type": which, "exclusiveMinimum": 0, **most}
    else:
        value = {"type": "string", "pattern": SETTING_PATTERNS[setting.kind]}
    return {
        "oneOf": [value, {"type": "object", "additionalProperties": value}],
        "description": f"{setting.means}; thresholds of alarms follow from it. May be another one "
        "by Region",
        "examples": [setting.example],
    }


def _opt_ins(kind: ResourceType) -> dict[str, Any] | bool:
    """Return the schema of one opt-in; a type without any has none that would be valid."""
    known = [{"const": each.name, "description": each.means} for each in kind.opt_ins.values()]
    return {"oneOf": known} if known else False


def _alarms(kind: ResourceType, general: dict[str, Any]) -> dict[str, Any]:
    return {
        **general,
        "properties": {
            alarm.id: _reference(_CHANGE, _summary(alarm)) for alarm in kind.alarms.values()
        },
        "additionalProperties": False,
    }


def _summary(alarm: RecommendedAlarm) -> str:
    return f"{alarm.title} ({alarm.severity}). {alarm.what_happened}"
