import pytest

from tocsin.diagnostics import (
    InvalidInputError,
    InvalidValueError,
    Location,
    Position,
    Problem,
    ProblemCollector,
)

EMPTY = Problem(kind="a/empty", where=Location(source="a.yaml"), what="empty", fix="write")


def test_problem_reads_as_one_line() -> None:
    """Place, subject, what is wrong and what to change stand in one line."""
    where = Location(
        source="a.yaml",
        key_path=("escalation", "critical", 0, "page"),
        position=Position(line=3, column=5),
    )
    problem = Problem(kind="a/b", where=where, what="nobody", fix="somebody")

    assert str(problem) == "a.yaml:3:5: escalation.critical[0].page: nobody; somebody"


def test_problem_of_the_whole_has_no_subject() -> None:
    """What is wrong with the whole text names the text alone."""
    assert str(EMPTY) == "a.yaml: empty; write"


def test_error_tells_all_problems() -> None:
    """The error's text has a line for each problem."""
    assert str(InvalidInputError((EMPTY, EMPTY))).splitlines() == ["a.yaml: empty; write"] * 2


def test_key_that_controls_a_terminal_is_escaped() -> None:
    """A key is written by whoever wrote the input, so it is shown like any value."""
    where = Location(source="a.yaml", key_path=("contacts", "\x1b[31mana"))

    assert where.subject == "contacts.\\x1b[31mana"


def test_collector_raises_each_problem_once() -> None:
    """What several stages of one viewpoint find is told once."""
    collector = ProblemCollector()
    collector.raise_if_any()
    for _ in range(2):
        collector.report(EMPTY.kind, EMPTY.where, EMPTY.what, EMPTY.fix)

    with pytest.raises(InvalidInputError) as caught:
        collector.raise_if_any()

    assert caught.value.problems == (EMPTY,)


def test_value_error_carries_its_parts() -> None:
    """Whoever parses a value says what is wrong and what to do in two fields; a ; may stand in."""
    error = InvalidValueError("'S; um' is not a statistic", "use Sum")

    assert (error.what, error.fix) == ("'S; um' is not a statistic", "use Sum")
    assert isinstance(error, ValueError)
