"""The JSON Schema of what a stage changes: that of the viewpoint, with every key left to choice."""

from copy import deepcopy
from typing import Any

from tocsin.viewpoint.stage_override import OFF, OVERRIDABLE

Schema = dict[str, Any]

CHANGES = "Changes"
"""What the name of a definition ends with that is about changes of a part."""

_PREFIX = "#/$defs/"
_LEFT_OUT = {"const": OFF, "description": "The stage does not have it."}
_NOT_CHANGED = ("stages",)
"""Keys of alarms that say themselves what differs in a stage."""


def add_changes(schema: Schema) -> None:
    """Let a stage change in *schema*, the schema of a viewpoint, what it may change."""
    definitions = schema["$defs"]
    stage = definitions["Stage"]["properties"]
    made: set[str] = set()
    for key in OVERRIDABLE:
        description = stage[key]["description"]
        changed = _changed(schema["properties"][key], definitions, made)
        stage[key] = {**changed, "description": description}


def _changed(node: Schema, definitions: Schema, made: set[str]) -> Schema:
    """Return the schema of changes of what follows *node*; definitions are added."""
    if "$ref" in node:
        name = node["$ref"].removeprefix(_PREFIX)
        if "properties" not in definitions[name]:
            return node
        _define(name, definitions, made)
        return {**_described(node), "$ref": f"{_PREFIX}{name}{CHANGES}"}
    for key in ("anyOf", "oneOf"):
        if key in node:
            options = [
                _changed(option, definitions, made)
                for option in node[key]
                if option.get("type") != "null"
            ]
            return {**_described(node), "anyOf": options}
    found = {key: value for key, value in node.items() if key not in {"default", "minProperties"}}
    if node.get("type") == "object":
        for key in ("additionalProperties", "patternProperties"):
            if isinstance(node.get(key), dict):
                found[key] = _values(node[key], key, definitions, made)
    return found


def _values(node: Schema, key: str, definitions: Schema, made: set[str]) -> Schema:
    if key == "additionalProperties":
        return _or_off(_changed(node, definitions, made))
    return {pattern: _or_off(_changed(value, definitions, made)) for pattern, value in node.items()}


def _define(name: str, definitions: Schema, made: set[str]) -> None:
    if name in made:
        return
    made.add(name)
    part = definitions[name]
    properties = {
        key: _or_off(_changed(value, definitions, made))
        for key, value in part["properties"].items()
        if key not in _NOT_CHANGED
    }
    changes = {
        "title": f"{part['title']} in a stage",
        "description": part.get("description", ""),
        "type": "object",
        "properties": properties,
        "additionalProperties": deepcopy(part.get("additionalProperties", False)),
    }
    definitions[f"{name}{CHANGES}"] = changes


def _or_off(node: Schema) -> Schema:
    options = node["anyOf"] if "anyOf" in node else [_without_description(node)]
    if _LEFT_OUT in options:
        return node
    return {**_described(node), "anyOf": [*options, _LEFT_OUT]}


def _described(node: Schema) -> Schema:
    return {"description": node["description"]} if "description" in node else {}


def _without_description(node: Schema) -> Schema:
    return {key: value for key, value in node.items() if key != "description"}
