from tocsin.evaluation.alarm.property_problem import LONGEST_VALUE, PropertyProblem, each_once


def problem(value: object) -> PropertyProblem:
    """Return a problem with a value."""
    return PropertyProblem(property="Metrics", value=value, allowed="a list", fix="write one")


def test_what_is_wrong_is_not_hidden_by_a_long_value() -> None:
    """A long value is cut, so that the rule and the remedy are read first."""
    text = str(problem("x" * 5_000))

    assert "…; allowed: a list; write one" in text
    assert len(text) < LONGEST_VALUE + 50


def test_a_value_that_is_absent_is_missing() -> None:
    """Absence is said in words, other values as they stand."""
    assert str(problem(None)) == "Metrics is missing; allowed: a list; write one"
    assert str(problem(3)) == "Metrics is 3; allowed: a list; write one"


def test_problems_with_alike_beginnings_are_all_kept() -> None:
    """Only the same problem with the same value is said once."""
    long = "x" * 5_000

    found = each_once([problem(long), problem(f"{long}y"), problem(long)])

    assert [each.value for each in found] == [long, f"{long}y"]
