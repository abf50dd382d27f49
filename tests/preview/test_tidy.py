"""Panels of any file become what the page can draw."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.preview.tidy import tidy_panels

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                (
                    *("id", "type", "gridPos", "x", "y", "w", "h", "panels", "options", "content"),
                    *("fieldConfig", "defaults", "custom", "thresholds", "steps", "overrides"),
                )
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


def all_of(panels: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return panels with those within them."""
    return [each for panel in panels for each in (panel, *all_of(panel["panels"]))]


@given(JSON)
def test_whatever_stands_there_can_be_drawn(panels: object) -> None:
    """Each has an id of its own, texts that are texts, and a place within the grid."""
    found = all_of(tidy_panels(panels))

    assert len({each["id"] for each in found}) == len(found)
    for each in found:
        place = each["gridPos"]
        assert 0 <= place["x"] <= 24 - place["w"]
        assert place["w"] >= 1
        assert 1 <= place["h"] <= 100
        assert isinstance(each["title"], str)
        assert isinstance(each["fieldConfig"]["defaults"].get("custom", {}), dict)


@pytest.mark.parametrize(
    ("given", "place"),
    [
        ({"x": 8, "y": 3, "w": 8, "h": 4}, {"x": 8, "y": 3, "w": 8, "h": 4}),
        ({"x": 20, "y": 0, "w": 30, "h": 0}, {"x": 0, "y": 0, "w": 24, "h": 1}),
        ({"x": "8", "y": -1}, {"x": 0, "y": 0, "w": 12, "h": 8}),
        (None, {"x": 0, "y": 5, "w": 12, "h": 8}),
    ],
)
def test_places_are_within_the_grid(given: object, place: dict[str, int]) -> None:
    """One without a place stands below all before."""
    first = {"gridPos": {"x": 0, "y": 0, "w": 24, "h": 5}}

    assert tidy_panels([first, {"gridPos": given}])[1]["gridPos"] == place


def test_what_is_right_stays_as_it_is() -> None:
    """Nothing is added that would change how Grafana draws it."""
    config = {
        "defaults": {"unit": "s", "thresholds": {"mode": "absolute", "steps": [{"color": "red"}]}},
        "overrides": [{"matcher": {"id": "byName"}, "properties": [{"id": "unit", "value": "m"}]}],
    }
    panel = {"id": 7, "type": "stat", "fieldConfig": config, "options": {"content": "x", "a": 1}}

    (found,) = tidy_panels([panel])

    assert {name: found[name] for name in panel} == panel
