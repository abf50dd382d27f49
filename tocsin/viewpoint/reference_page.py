"""The page that lists every key of a viewpoint, made from the model itself."""

from collections.abc import Iterator
from typing import Any

from tocsin.diagnostics import DURATION_PATTERN
from tocsin.viewpoint.calendar import DAYS_PATTERN, HAND_OFF_PATTERN, HOURS_PATTERN
from tocsin.viewpoint.condition import CONDITION_PATTERN
from tocsin.viewpoint.schema import json_schema

_INTRODUCTION = """\
# Keys of a viewpoint

This page is made from the model by `tocsin reference`; `viewpoint.yaml` uses nearly every key.

- **Lengths of time** are a number and a unit: `30s`, `5m`, `2h`, `30d`, `1w`.
- **Conditions** are a comparison and how long: `> 5 for 3 of 5` fires when 3 of the newest 5
  datapoints are above 5.
- **Identifiers** are what AWS calls a thing, or `ssm:/path` for a parameter of Systems Manager that
  is read with each deployment. `{system}`, `{stage}`, `{region}` and `{account}` stand
  for the stage's values.
- **Names** are yours: words of letters and digits, separated by single spaces, `-` or `_`.
- An unknown key is an error. `off` in place of an alarm's settings leaves the alarm out.
"""

_PATTERNS = {
    r"^[A-Za-z][A-Za-z0-9]*([ _-][A-Za-z0-9]+)*$": "name",
    r"^\S(.*\S)?$": "identifier",
    DURATION_PATTERN: "length of time",
    CONDITION_PATTERN: "condition",
    HAND_OFF_PATTERN: "days and time",
    DAYS_PATTERN: "days",
    HOURS_PATTERN: "hours",
}


def reference_page() -> str:
    """Return the page as Markdown."""
    schema = json_schema(with_changes=False)
    parts = [_INTRODUCTION, *_section("Top of the file", schema, schema["$defs"])]
    for name in _in_order_of_use(schema):
        parts += _section(_heading(name), schema["$defs"][name], schema["$defs"])
    return "\n".join(parts)


def _heading(name: str) -> str:
    """Return the name of a part as words: `BackupSchedule` → `Backup schedule`."""
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name)
    return words.strip().capitalize()


def _in_order_of_use(schema: dict[str, Any]) -> list[str]:
    """Return the parts' names as a reader meets them from the top of the file."""
    found: dict[str, None] = {}
    waiting = [schema]
    while waiting:
        node = waiting.pop(0)
        for name in _references(node.get("properties", {})):
            if name not in found:
                found[name] = None
                waiting.append(schema["$defs"][name])
    return list(found)


def _references(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        if "$ref" in node:
            yield _referred(node)
        for value in node.values():
            yield from _references(value)
    elif isinstance(node, list):
        for value in node:
            yield from _references(value)


def _referred(node: dict[str, Any]) -> str:
    return str(node["$ref"]).rsplit("/", 1)[-1]


def _section(heading: str, node: dict[str, Any], definitions: dict[str, Any]) -> list[str]:
    text = str(node.get("description", "")).strip()
    required = node.get("required", [])
    rows = [
        f"| `{key}` | {_kind(value)} | {_default(key, value, required)} "
        f"| {_meaning(value, definitions)} |"
        for key, value in node.get("properties", {}).items()
    ]
    return [
        f"## {heading}\n",
        *([f"{text}\n"] if text else []),
        "| Key | Value | If left out | Meaning |",
        "|---|---|---|---|",
        *rows,
        "",
    ]


def _kind(node: dict[str, Any]) -> str:
    if "$ref" in node:
        name = _heading(_referred(node)).lower()
        return f"[{name}](#{name.replace(' ', '-')})"
    if alternatives := node.get("anyOf") or _parts(node):
        return " or ".join(dict.fromkeys(map(_kind, _without_null(alternatives))))
    fixed = node.get("enum", [node["const"]] if "const" in node else [])
    if fixed:
        return ", ".join(f"`{value}`" for value in fixed)
    return _kind_of_type(node)


def _parts(node: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the alternatives of which one is described further; single values are only text."""
    alternatives: list[dict[str, Any]] = node.get("oneOf", [])
    return alternatives if any("$ref" in each for each in alternatives) else []


def _kind_of_type(node: dict[str, Any]) -> str:
    kind = node.get("type", "string")
    if kind == "array":
        return f"list of {_kind(node['items'])}"
    if kind == "object" and node.get("additionalProperties") is True:
        return "changes of the same key at the top"
    if kind == "object" and "properties" in node:
        return f"one of {', '.join(f'`{name}`' for name in node['properties'])} with its value"
    if kind == "object":
        return f"by name: {_kind(_value_of_mapping(node))}"
    plain = {"integer": "whole number", "boolean": "true or false", "number": "number"}
    return plain.get(str(kind), _text_kind(node))


def _text_kind(node: dict[str, Any]) -> str:
    if node.get("format") == "date":
        return "date"
    return _PATTERNS.get(str(node.get("pattern")), "text")


def _value_of_mapping(node: dict[str, Any]) -> dict[str, Any]:
    by_pattern = node.get("patternProperties")
    value = next(iter(by_pattern.values())) if by_pattern else node.get("additionalProperties")
    return value if isinstance(value, dict) else {"type": "text"}


def _without_null(options: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [option for option in options if option.get("type") != "null"]


def _default(key: str, node: dict[str, Any], required: list[str]) -> str:
    if key in required:
        return "**needed**"
    default = node.get("default")
    if default in (None, {}, [], ""):
        return "none"
    if isinstance(default, dict):
        return "none" if not any(default.values()) else "as in the example"
    if isinstance(default, bool):
        return f"`{str(default).lower()}`"
    if isinstance(default, list):
        return ", ".join(f"`{each}`" for each in default)
    return f"`{default}`"


def _meaning(node: dict[str, Any], definitions: dict[str, Any]) -> str:
    """Return what a key means; one that holds a part means what the part means."""
    text = str(node.get("description", ""))
    if not text:
        parts = dict.fromkeys(_references(node))
        text = " ".join(definitions[part].get("description", "") for part in parts)
    return text.split("\n\n")[0].replace("\n", " ").replace("|", "\\|")
