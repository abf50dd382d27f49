import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.viewpoints import SMALL, WHOLE, changed, problems_of
from tocsin.diagnostics import InvalidInputError, Location, Position, Problem, read_yaml
from tocsin.viewpoint import load_viewpoint, with_positions


def _refused(path: Path) -> Problem:
    with pytest.raises(InvalidInputError) as caught:
        load_viewpoint(path)
    (problem,) = caught.value.problems
    return problem


def test_source_tells_where_things_stand() -> None:
    """The source of a sound viewpoint gives the line of any path."""
    _, source = load_viewpoint(WHOLE)
    position = source.position(("services", "checkout", "alarms", "no orders", "when"))

    assert position is not None
    line = WHOLE.read_text().splitlines()[position.line - 1]
    assert line[position.column - 1 :].startswith('when: "< 1 for 3 of 3"')


def test_missing_file_is_named(tmp_path: Path) -> None:
    """A file that does not exist is named, with the system's reason."""
    problem = _refused(tmp_path / "none.yaml")

    assert str(tmp_path / "none.yaml") in str(problem)
    assert "there is no such file" in problem.what


def test_folder_is_refused(tmp_path: Path) -> None:
    """A folder in place of a file is reported."""
    assert "it is a folder" in _refused(tmp_path).what


def test_large_file_is_refused_unread(tmp_path: Path) -> None:
    """A file of more than 10 MB is refused by its size."""
    path = tmp_path / "viewpoint.yaml"
    path.write_bytes(b"a" * 10_000_001)

    assert _refused(path).what == ("the file has 10,000,001 bytes, and at most 10,000,000 are read")


def test_other_encoding_is_refused(tmp_path: Path) -> None:
    """A byte that is not UTF-8 is named by its place."""
    path = tmp_path / "viewpoint.yaml"
    path.write_bytes(SMALL.encode() + b"means: caf\xe9\n")

    assert _refused(path).what == f"byte {len(SMALL) + 10} is not UTF-8"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "the viewpoint is empty"),
        ("# nothing\n\n", "the viewpoint is empty"),
        ("- a\n", "a list stands at the top"),
        ("shop\n", "'shop' stands at the top"),
        ("5\n", "5 stands at the top"),
    ],
)
def test_what_is_no_mapping_is_refused(text: str, what: str) -> None:
    """A text without keys is refused with how to begin."""
    (problem,) = problems_of(text)

    assert (problem.what, problem.fix) == (what, "begin with 'system: NAME'")


def test_problems_stand_in_the_order_of_the_text() -> None:
    """Problems are reported from top to bottom, whichever check found them."""
    problems = problems_of(
        changed(
            ("ana: {email", "ana: {mail"), ("orders: {resource: checkout", "orders: {resource: c")
        )
    )

    lines = [problem.where.position.line for problem in problems if problem.where.position]
    assert len(lines) == len(problems) == 2
    assert lines == sorted(lines)


def test_position_in_the_message_is_where_the_key_stands() -> None:
    """The line and column of a message lead to the key that it is about."""
    text = changed(("when: ", "when: 5 # "))
    (problem,) = problems_of(text)

    match = re.match(r"viewpoint.yaml:(\d+):(\d+): ", str(problem))
    assert match is not None
    line = text.splitlines()[int(match[1]) - 1]
    assert line[int(match[2]) - 1 :].startswith("when:")


def test_problems_get_the_source_and_its_positions() -> None:
    """A problem without a position gets the nearest one around it, and the name of the source."""
    source = read_yaml("a: {b: 1}", name="a.yaml")
    where = Location(source="viewpoint", key_path=("a", "b", "c"))
    known = replace(where, position=Position(line=9, column=9))

    near, kept = with_positions(
        [Problem(kind="x/y", where=each, what="w", fix="f") for each in (where, known)], source
    )

    assert (near.where.source, near.where.position) == ("a.yaml", Position(line=1, column=5))
    assert near.where.line_text == "a: {b: 1}"
    assert kept.where == known
