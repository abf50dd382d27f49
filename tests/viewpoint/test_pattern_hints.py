from collections.abc import Iterator

import pytest

from tocsin.diagnostics.duration import DURATION_PATTERN
from tocsin.viewpoint.condition import CONDITION_PATTERN
from tocsin.viewpoint.pattern_hints import pattern_hint
from tocsin.viewpoint.schema import json_schema

OWN_MESSAGES = {DURATION_PATTERN, CONDITION_PATTERN, "^20[0-9]{2}-[0-9]{2}-[0-9]{2}$"}
"""Patterns of values that are read by functions, which say themselves what is wrong."""


def _patterns(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("pattern"), str):
            yield node["pattern"]
        yield from node.get("patternProperties", {})
        for child in node.values():
            yield from _patterns(child)
    elif isinstance(node, list):
        for child in node:
            yield from _patterns(child)


@pytest.mark.parametrize("pattern", sorted(set(_patterns(json_schema())) - OWN_MESSAGES))
def test_pattern_has_a_hint(pattern: str) -> None:
    """Nobody is asked to read a regular expression."""
    assert not pattern_hint(pattern).startswith("it must match")


def test_unknown_pattern_is_shown() -> None:
    """A pattern without a hint is shown as it is."""
    assert pattern_hint("^x$") == "it must match ^x$"
