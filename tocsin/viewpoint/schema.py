"""The JSON Schema of a viewpoint, for editors and for "did you mean"."""

from typing import Any

from tocsin.viewpoint.viewpoint import Viewpoint


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a viewpoint."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Viewpoint.model_json_schema(),
    }


def known_keys(schema: dict[str, Any], path: tuple[str | int, ...]) -> tuple[str, ...]:
    """Return the keys that a mapping at *path* may have, as far as they are fixed."""
    definitions: dict[str, Any] = schema.get("$defs", {})
    nodes = _alternatives(schema, definitions)
    for part in path:
        nodes = [
            alternative
            for node in nodes
            if (child := _child(node, part)) is not None
            for alternative in _alternatives(child, definitions)
        ]
    keys: dict[str, None] = {}
    for node in nodes:
        keys.update(dict.fromkeys(node.get("properties", {})))
    return tuple(keys)


def _alternatives(node: dict[str, Any], definitions: dict[str, Any]) -> list[dict[str, Any]]:
    if "$ref" in node:
        return _alternatives(definitions[node["$ref"].rsplit("/", 1)[-1]], definitions)
    if "anyOf" in node:
        return [found for option in node["anyOf"] for found in _alternatives(option, definitions)]
    return [node]


def _child(node: dict[str, Any], part: str | int) -> dict[str, Any] | None:
    if isinstance(part, int):
        child = node.get("items")
    else:
        child = node.get("properties", {}).get(part, node.get("additionalProperties"))
        if child is None:
            child = next(iter(node.get("patternProperties", {}).values()), None)
    return child if isinstance(child, dict) else None
