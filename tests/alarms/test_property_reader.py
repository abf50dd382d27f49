"""Reading properties, and what is said of those that are wrong."""

import pytest

from tocsin.alarms.property_reader import PropertyReader
from tocsin.diagnostics import InvalidInputError


def reader(**properties: object) -> PropertyReader:
    """Return a reader of the properties of an alarm."""
    return PropertyReader.of(properties, room="alarm", what="alarm", name_property="AlarmName")


def said(read: PropertyReader) -> list[str]:
    """Return the problems found so far, each in one line."""
    return [str(problem) for problem in read.collector.problems]


def test_what_is_wrong_is_not_hidden_by_a_long_value() -> None:
    """A long value is cut, so that the rule and the remedy are read first."""
    read = reader(Metrics="x" * 5_000)
    read.items("Metrics")

    (line,) = said(read)
    assert line.endswith("... is not a list; write a list")
    assert len(line) < 120


def test_a_value_that_is_absent_is_missing() -> None:
    """Absence is said in words, other values as they stand."""
    read = reader(AlarmName="no-orders", Dimensions=3)
    read.require("Metrics", "a list of queries")
    read.items("Dimensions")

    assert said(read) == [
        "alarm 'no-orders': Metrics: it is missing; add a list of queries",
        "alarm 'no-orders': Dimensions: 3 is not a list; write a list",
    ]


def test_a_problem_has_the_path_and_a_kind() -> None:
    """Programs find the property by its path, and decide by the kind."""
    read = reader(Metrics=[{}, {"MetricStat": {"Period": "x"}}])
    stat = read.mappings("Metrics")[1].mapping("MetricStat")
    assert stat is not None
    stat.integer("Period")

    (problem,) = read.collector.problems
    assert problem.where.key_path == ("Metrics", 1, "MetricStat", "Period")
    assert problem.where.subject == "Metrics[1].MetricStat.Period"
    assert problem.kind == "alarm/wrong-type"


def test_a_problem_that_is_found_twice_is_said_once() -> None:
    """Reading a property again adds nothing to what is wrong with it."""
    read = reader(Metrics=3, Tags=3)
    for name in ("Metrics", "Tags", "Metrics"):
        read.items(name)

    with pytest.raises(InvalidInputError) as caught:
        read.collector.raise_if_any()
    assert [each.where.subject for each in caught.value.problems] == ["Metrics", "Tags"]
