import pytest

from tocsin.evaluation.composite.omission import without_each_condition
from tocsin.evaluation.composite.rule import parse_rule


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("ALARM(a)", {}),
        ("NOT ALARM(a)", {}),
        ("ALARM(a) OR ALARM(b)", {"ALARM(a)": 'ALARM("b")', "ALARM(b)": 'ALARM("a")'}),
        (
            "ALARM(a) AND NOT (OK(b) OR ALARM(c))",
            {
                "ALARM(a)": 'NOT (OK("b") OR ALARM("c"))',
                "OK(b)": 'ALARM("a") AND NOT ALARM("c")',
                "ALARM(c)": 'ALARM("a") AND NOT OK("b")',
            },
        ),
        (
            "AT_LEAST(2, ALARM, (a, b, c)) OR ALARM(d)",
            {
                "AT_LEAST(2, ALARM, (a, b, c))": 'ALARM("d")',
                "ALARM(d)": 'AT_LEAST(2, ALARM, ("a", "b", "c"))',
            },
        ),
    ],
)
def test_each_condition_is_left_out(rule: str, expected: dict[str, str]) -> None:
    """What remains is the rule as if nobody had written the condition."""
    assert {
        condition: str(rest) for condition, rest in without_each_condition(parse_rule(rule))
    } == expected
