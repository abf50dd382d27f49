from collections.abc import Iterator

import pytest

from tocsin.viewpoint import Viewpoint
from tocsin.viewpoint.pattern_hints import _HINTS, pattern_hint

NOT_CHECKED = ("json_schema_input_schema", "metadata")
"""What only the JSON Schema says: the values are read by functions, which explain themselves."""


def _patterns(node: object, seen: set[int]) -> Iterator[str]:
    """Yield each pattern that pydantic holds a text against."""
    if not isinstance(node, dict | list | tuple) or id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, dict):
        if isinstance(node.get("pattern"), str):
            yield node["pattern"]
        node = [value for key, value in node.items() if key not in NOT_CHECKED]
    for child in node:
        yield from _patterns(child, seen)


CHECKED = sorted(set(_patterns(Viewpoint.__pydantic_core_schema__, set())))


@pytest.mark.parametrize("pattern", CHECKED)
def test_pattern_has_a_hint(pattern: str) -> None:
    """Nobody is asked to read a regular expression."""
    assert not pattern_hint(pattern).startswith("it must match")


@pytest.mark.parametrize("beginning", _HINTS)
def test_every_hint_is_shown(beginning: str) -> None:
    """A hint for what nothing is held against would be read by nobody."""
    assert any(pattern.startswith(beginning) for pattern in CHECKED)


def test_unknown_pattern_is_shown() -> None:
    """A pattern without a hint is shown as it is."""
    assert pattern_hint("^x$") == "it must match ^x$"
