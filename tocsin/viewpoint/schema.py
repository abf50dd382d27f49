"""The JSON Schema of a viewpoint, for editors and for "did you mean"."""

from datetime import timedelta
from functools import cache
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from tocsin.diagnostics import KeyPath, format_duration
from tocsin.viewpoint.changes_schema import add_changes
from tocsin.viewpoint.viewpoint import Viewpoint


class _WithDurations(GenerateJsonSchema):
    """Writes a default length of time as a viewpoint does: pydantic writes P7D, we read 1w."""

    def encode_default(self, dft: Any) -> Any:  # noqa: ANN401 - as the method it replaces
        return format_duration(dft) if isinstance(dft, timedelta) else super().encode_default(dft)


def json_schema(*, with_changes: bool = True) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a viewpoint.

    Args:
        with_changes: Whether it has what the stages may change, key by key.
    """
    schema = Viewpoint.model_json_schema(schema_generator=_WithDurations)
    if with_changes:
        add_changes(schema)
    for definition in (schema, *schema["$defs"].values()):
        for child in definition.get("properties", {}).values():
            _close(child)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _close(node: dict[str, Any]) -> None:
    """Refuse keys that are not names: pydantic's schema lets them pass."""
    if "patternProperties" in node:
        node.setdefault("additionalProperties", False)


@cache
def _whole() -> dict[str, Any]:
    """Return the schema for looking things up: it takes a while to make, and must not change."""
    return json_schema()


def known_keys(path: KeyPath) -> tuple[str, ...]:
    """Return the keys that a mapping at *path* may have, as far as they are fixed."""
    keys: dict[str, None] = {}
    for node in _nodes(path):
        keys.update(dict.fromkeys(node.get("properties", {})))
    return tuple(keys)


def described(path: KeyPath) -> str:
    """Return what the value of the last key of *path* means, or nothing."""
    for node in _nodes(path[:-1]):
        child = node.get("properties", {}).get(path[-1], {})
        if description := child.get("description"):
            return str(description)
    return ""


def _nodes(path: KeyPath) -> list[dict[str, Any]]:
    """Return the schemas that a value at *path* may follow."""
    schema = _whole()
    definitions: dict[str, Any] = schema.get("$defs", {})
    nodes = _alternatives(schema, definitions)
    for part in path:
        nodes = [
            alternative
            for node in nodes
            if (child := _child(node, part)) is not None
            for alternative in _alternatives(child, definitions)
        ]
    return nodes


def _alternatives(node: dict[str, Any], definitions: dict[str, Any]) -> list[dict[str, Any]]:
    if "$ref" in node:
        return _alternatives(definitions[node["$ref"].rsplit("/", 1)[-1]], definitions)
    for key in ("anyOf", "oneOf"):
        if key in node and "properties" not in node:
            return [found for option in node[key] for found in _alternatives(option, definitions)]
    return [node]


def _child(node: dict[str, Any], part: str | int) -> dict[str, Any] | None:
    if isinstance(part, int):
        child = node.get("items")
    else:
        child = node.get("properties", {}).get(part, node.get("additionalProperties"))
        if not child:
            child = next(iter(node.get("patternProperties", {}).values()), None)
    return child if isinstance(child, dict) else None
