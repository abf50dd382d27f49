"""Templates as people review them."""

import json
import re
from typing import Any

_ASSET_HASH = re.compile(r"[0-9a-f]{64}")


def readable(node: Any) -> Any:  # noqa: ANN401 - a node of JSON is anything
    """Return *node* with the hashes of assets masked, and JSON in strings parsed."""
    match node:
        case dict():
            return {key: _value(key, value) for key, value in node.items()}
        case list():
            return [readable(item) for item in node]
        case str():
            return _ASSET_HASH.sub("[ASSET]", node)
    return node


def _value(key: str, value: Any) -> Any:  # noqa: ANN401 - a node of JSON is anything
    if key in {"DashboardBody", "DefinitionString"} and isinstance(value, str):
        return readable(json.loads(value))
    return readable(value)
