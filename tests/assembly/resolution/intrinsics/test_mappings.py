from pathlib import Path

import pytest

from tests.support.assembly import resolve

MAPPINGS: dict[str, object] = {"Limits": {"eu-west-1": {"High": 9, "Zones": ["a"]}}}
REGION = {"Ref": "AWS::Region"}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"Fn::FindInMap": ["Limits", REGION, "High"]}, 9),
        ({"Fn::FindInMap": ["Limits", REGION, "Zones"]}, ["a"]),
        ({"Fn::FindInMap": ["Limits", "x", "High", {"DefaultValue": REGION}]}, "eu-west-1"),
    ],
)
def test_maps_are_looked_up(tmp_path: Path, value: object, expected: object) -> None:
    """`Fn::FindInMap` gives the entry, or the default if there is none."""
    resolved = resolve(tmp_path, value, Mappings=MAPPINGS)

    assert (resolved.value, resolved.unresolved) == (expected, ())


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ({"Fn::FindInMap": ["Limits", "x", "High"]}, "malformed"),
        ({"Fn::FindInMap": ["Nobody", "x", "High"]}, "malformed"),
        ({"Fn::FindInMap": "Limits"}, "malformed"),
        ({"Fn::FindInMap": ["Limits", {"Ref": "AWS::StackId"}, "High"]}, "function"),
    ],
)
def test_a_missing_entry_is_noted(tmp_path: Path, value: object, kind: str) -> None:
    """An entry that is not there is a mistake; an unknown key is not."""
    resolved = resolve(tmp_path, value, Mappings=MAPPINGS)

    assert resolved.unresolved[-1].kind == kind
