"""Panels of any file as the page expects them, whatever their makers wrote or left out."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_COLUMNS = 24
_WIDTH, _HEIGHT, _TALLEST, _FARTHEST = 12, 8, 100, 1_000_000
_PLACE = {"x": 0, "y": 0, "w": _WIDTH, "h": _HEIGHT}

Json = dict[str, Any]


def tidy_panels(panels: object) -> list[Json]:
    """Return the panels of a list, each with an id of its own and a place on the grid."""
    return [*_tidied(panels, set())]


def mappings(value: object) -> tuple[Mapping[str, Any], ...]:
    """Return the mappings of a list; nothing of what is no list."""
    if not isinstance(value, Sequence) or isinstance(value, str):
        return ()
    return tuple(each for each in value if isinstance(each, Mapping))


def _tidied(panels: object, taken: set[int]) -> Iterator[Json]:
    below = 0
    for panel in mappings(panels):
        place = _place(panel.get("gridPos"), below)
        below = max(below, place["y"] + place["h"])
        yield {
            **panel,
            "id": _own_id(panel.get("id"), taken),
            "type": str(panel.get("type") or "unknown"),
            "title": _text(panel.get("title")),
            "description": _text(panel.get("description")),
            "gridPos": place,
            "options": _options(panel.get("options")),
            "fieldConfig": _field_config(panel.get("fieldConfig")),
            "targets": [*mappings(panel.get("targets"))],
            "panels": [*_tidied(panel.get("panels"), taken)],
            "collapsed": panel.get("collapsed") is True,
        }


def _own_id(given: object, taken: set[int]) -> int:
    number = given if isinstance(given, int) and not isinstance(given, bool) else 1
    while number in taken:
        number += 1
    taken.add(number)
    return number


def _place(given: object, below: int) -> dict[str, int]:
    """Return a place within the grid; below all before where none is given."""
    if not isinstance(given, Mapping):
        return {**_PLACE, "y": below}
    found = {name: _whole(given.get(name), usual) for name, usual in _PLACE.items()}
    width = min(max(found["w"], 1), _COLUMNS)
    return {
        "x": min(found["x"], _COLUMNS - width),
        "y": found["y"],
        "w": width,
        "h": min(max(found["h"], 1), _TALLEST),
    }


def _whole(value: object, usual: int) -> int:
    if isinstance(value, int | float) and 0 <= value < _FARTHEST:
        return int(value)
    return usual


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _options(given: object) -> Json:
    options = dict(given) if isinstance(given, Mapping) else {}
    if "content" in options:
        options["content"] = _text(options["content"])
    return options


def _field_config(given: object) -> Json:
    config = given if isinstance(given, Mapping) else {}
    defaults = dict(config["defaults"]) if isinstance(config.get("defaults"), Mapping) else {}
    thresholds = defaults.get("thresholds")
    if not isinstance(thresholds, Mapping) or not mappings(thresholds.get("steps")):
        defaults.pop("thresholds", None)
    if not isinstance(defaults.get("custom", {}), Mapping):
        del defaults["custom"]
    rules = [each for each in mappings(config.get("overrides")) if _is_rule(each)]
    return {"defaults": defaults, "overrides": rules}


def _is_rule(given: Mapping[str, Any]) -> bool:
    """Tell whether an override has a matcher, and properties that name what they set."""
    properties, matcher = given.get("properties"), given.get("matcher")
    return (
        isinstance(matcher, Mapping)
        and isinstance(properties, list)
        and all(isinstance(each, Mapping) and "id" in each for each in properties)
    )
