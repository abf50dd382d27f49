"""References that follow each other thousands of times, and come back to themselves."""

from pathlib import Path

import pytest

from tests.support.assembly import resolve

LENGTH = 2_000


def chain(function: str, last: object, length: int = LENGTH) -> dict[str, dict[str, object]]:
    """Write buckets, each of which has the name of the next; the last one has its own."""
    link = "{0}" if function == "Ref" else "${{{0}}}"
    names: list[object] = [{function: link.format(f"B{i + 1}")} for i in range(length)]
    return {
        f"B{i}": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": name}}
        for i, name in enumerate([*names, last])
    }


@pytest.mark.parametrize("function", ["Ref", "Fn::Sub"])
def test_a_long_chain_of_references_is_followed(tmp_path: Path, function: str) -> None:
    """However long it is, the name at its end is what stands at its begin."""
    resolved = resolve(tmp_path, {"Ref": "B0"}, Resources=chain(function, "photos", 10_000))

    assert (resolved.value, resolved.unresolved) == ("photos", ())


def test_a_chain_that_ends_in_nothing_is_missing_that(tmp_path: Path) -> None:
    """What lacks is named, and not what lies between."""
    resolved = resolve(tmp_path, {"Ref": "B0"}, Resources=chain("Ref", {"Ref": "Nobody"}))

    (note,) = resolved.unresolved
    assert (note.kind, note.value) == ("missing", "${Nobody}")


def test_a_long_circle_depends_on_itself(tmp_path: Path) -> None:
    """A circle is noticed whatever its length is."""
    resolved = resolve(tmp_path, {"Ref": "B0"}, Resources=chain("Ref", {"Ref": "B5"}))

    assert [note.kind for note in resolved.unresolved] == ["cycle"]


def test_long_chains_that_meet_are_followed_in_each_value(tmp_path: Path) -> None:
    """A value that uses several deep names is resolved whole."""
    text = {"Fn::Sub": "${B0} ${B999} ${B1999}"}

    resolved = resolve(tmp_path, text, Resources=chain("Ref", "photos"))

    assert resolved.value == "photos photos photos"
