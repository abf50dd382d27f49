import pytest
from hypothesis import given

from tests.support.math_expressions import time_series
from tests.support.problems import columns
from tocsin.evaluation.math import parse
from tocsin.metric_math import ExpressionError
from tocsin.metric_math.formatting import format_tree
from tocsin.metric_math.parser import MAXIMUM_LENGTH, parse_tree
from tocsin.metric_math.syntax import Node


@pytest.mark.parametrize(
    ("expression", "grouped"),
    [
        ("m1 + m2 * m3", "m1 + (m2 * m3)"),
        ("m1 - m2 - m3", "(m1 - m2) - m3"),
        ("m1 / m2 * m3", "(m1 / m2) * m3"),
        ("m1 ^ m2 ^ m3", "m1 ^ (m2 ^ m3)"),
        ("-m1 ^ 2", "-(m1 ^ 2)"),
        ("2 ^ -m1", "2 ^ (-m1)"),
        ("-m1 * m2", "(-m1) * m2"),
        ("m1 > 15 AND m2 + 1 > 15", "(m1 > 15) AND ((m2 + 1) > 15)"),
        ("m1 OR m2 AND m3", "m1 OR (m2 AND m3)"),
        ("m1 || m2 && m3", "m1 OR (m2 AND m3)"),
        ("m1 == m2 OR m1 != m3", "(m1 == m2) OR (m1 != m3)"),
        ("m1>=1", "m1 >= 1"),
        (" ( m1 ) ", "m1"),
        ("m1*.5e2", "m1 * 50"),
        ("METRICS('a')", 'METRICS("a")'),
    ],
)
def test_precedence_is_conventional(expression: str, grouped: str) -> None:
    """An expression without parentheses means the same as with the conventional ones."""
    assert parse_tree(expression) == parse_tree(grouped)


@given(time_series)
def test_formatting_and_parsing_are_inverse(tree: Node) -> None:
    """Parsing the canonical text of a tree gives the tree."""
    assert parse_tree(format_tree(tree)) == tree


@pytest.mark.parametrize(
    "expression",
    ["m1 - (m2 - m3)", "(m1 + m2) * 2", "SUM([METRICS('4xx'), METRICS('5xx')])", "--m1"],
)
def test_canonical_text_keeps_only_needed_parentheses(expression: str) -> None:
    """Text that is already canonical stays as it is."""
    assert str(parse(expression)) == expression


@pytest.mark.parametrize(
    ("expression", "position", "words"),
    [
        ("", 0, "found nothing"),
        ("m1 +", 4, "the end of the expression"),
        ("(m1", 3, "the end of the expression"),
        ("m1 m2", 3, "'m2'"),
        ("m1 $ m2", 3, "'$'"),
        ("m1 = 5", 3, "write == to compare"),
        ("m1 and m2", 3, "did you mean AND? Operators are upper-case"),
        ("m1 or m2", 3, "did you mean OR? Operators are upper-case"),
        ("m1 + NOT m2", 9, "'m2'"),
        ("avg(m1)", 0, "did you mean AVG? Functions are upper-case"),
        ("1 + AVERAGE(m1)", 4, "did you mean 'AVG'?"),
        ("m1 + RUNNINGSUM(m2)", 5, "did you mean 'RUNNING_SUM'?"),
        ("M1 + 1", 0, "did you mean m1?"),
        ("m1 / AVG", 5, "AVG is a function"),
        ("FILL(m1, REPEATS)", 9, "did you mean 'REPEAT'?"),
        ("SORT(METRICS(), MEDIAN, ASC)", 16, "AVG, DESC, MAX"),
        ("IF(m1)", 0, "IF(a time series, a scalar or a time series)"),
        ("m1 + 'text'", 3, "a quoted string"),
        ("[m1, m2] / [m1, m2]", 9, "an array of time series"),
        ("[m1, m2] > 1", 9, "an array of time series"),
        ("[]", 0, "an array of nothing"),
        ("[m1, 5]", 0, "a scalar"),
        ("PERIOD(m1 + m2)", 0, "PERIOD of the id of a metric"),
        ("m1 + 1e999", 5, "too large"),
    ],
)
def test_an_error_names_place_and_remedy(expression: str, position: int, words: str) -> None:
    """The error of a wrong expression says where it is wrong and what is allowed there."""
    with pytest.raises(ExpressionError) as caught:
        parse(expression)
    assert columns(caught.value) == [position + 1]
    assert words in str(caught.value)


def test_every_problem_is_reported_at_once() -> None:
    """Two independent problems come in one error."""
    with pytest.raises(ExpressionError) as caught:
        parse("AVERAGE(m1) + MEDIAN(m2)")
    assert columns(caught.value) == [1, 15]


def test_length_is_limited() -> None:
    """An expression longer than the API accepts is rejected before it is parsed."""
    longest = "m1" + "+1" * ((MAXIMUM_LENGTH - 2) // 2)
    with pytest.raises(ExpressionError, match="1 to 2048 characters"):
        parse(longest + "+1")


def test_deep_nesting_is_an_error_not_a_crash() -> None:
    """Operations nested beyond reason are reported like any other problem."""
    with pytest.raises(ExpressionError, match="nested too deeply"):
        parse("-" * 2000 + "m1")
