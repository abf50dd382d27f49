"""What a rule can give at all."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.evaluation import ALARM, INSUFFICIENT_DATA, OK, State
from tocsin.evaluation.composite import parse_rule, possible_outcomes

STATES: tuple[State, ...] = (OK, ALARM, INSUFFICIENT_DATA)
BOTH = frozenset({True, False})
ALWAYS = frozenset({True})
NEVER = frozenset({False})


@pytest.mark.parametrize(
    ("rule", "outcomes"),
    [
        ("ALARM(a)", BOTH),
        ("ALARM(a) AND OK(a)", NEVER),
        ("ALARM(a) AND NOT ALARM(a)", NEVER),
        ("ALARM(a) OR OK(a) OR INSUFFICIENT_DATA(a)", ALWAYS),
        ("TRUE", ALWAYS),
        ("FALSE AND ALARM(a)", NEVER),
        ("AT_LEAST(2, ALARM, (a, b)) AND OK(b)", NEVER),
        ("AT_LEAST(50%, NOT OK, (a, b)) OR (OK(a) AND OK(b))", ALWAYS),
        ("AT_LEAST(3, ALARM, (a, b))", NEVER),
        (" AND ".join(f"ALARM(a{number})" for number in range(100)), BOTH),
        (" OR ".join(f"OK(a{number})" for number in range(100)), BOTH),
        (" AND ".join(f"ALARM(a{number})" for number in range(99)) + " AND OK(a98)", NEVER),
    ],
)
def test_outcomes(rule: str, outcomes: frozenset[bool]) -> None:
    """A rule that can give one thing alone is without use."""
    assert possible_outcomes(parse_rule(rule)) == outcomes


@pytest.mark.parametrize(
    ("rule", "outcomes"),
    [
        ("ALARM(a) OR ALARM(b)", BOTH),
        ("ALARM(a) AND ALARM(b)", NEVER),
        ("OK(a) OR INSUFFICIENT_DATA(a)", ALWAYS),
        ("ALARM(arn:aws:cloudwatch:eu-west-1:111122223333:alarm:a)", NEVER),
    ],
)
def test_an_alarm_that_never_fires(rule: str, outcomes: frozenset[bool]) -> None:
    """What an alarm cannot be decides rules above it."""
    assert possible_outcomes(parse_rule(rule), {"a": {OK, INSUFFICIENT_DATA}}) == outcomes


def test_what_takes_too_long_is_left_open() -> None:
    """An exhausting search is given up."""
    pairs = [f"(ALARM(a{number}) OR ALARM(b{number}))" for number in range(15)]
    none = " AND ".join(f"NOT (ALARM(a{number}) AND OK(b{number}))" for number in range(15))
    parity = "AT_LEAST(16, ALARM, (" + ", ".join(f"a{n}, b{n}" for n in range(15)) + "))"
    once = " AND ".join(f"NOT (ALARM(a{n}) AND ALARM(b{n}))" for n in range(15))

    assert possible_outcomes(parse_rule(" AND ".join((*pairs, none, parity, once)))) is None


_CONDITIONS = st.builds(
    "{}({})".format, st.sampled_from(STATES), st.sampled_from("abc")
) | st.builds(
    "AT_LEAST({}, {}{}, (a, b, c))".format,
    st.sampled_from(("1", "2", "3", "34%", "67%")),
    st.sampled_from(("", "NOT ")),
    st.sampled_from(STATES),
)
_RULES = st.recursive(
    _CONDITIONS,
    lambda below: (
        st.builds("NOT ({})".format, below)
        | st.builds("({} {} {})".format, below, st.sampled_from(("AND", "OR")), below)
    ),
    max_leaves=6,
)


@given(_RULES)
def test_trying_all_states_gives_the_same(text: str) -> None:
    """Boxes of states leave none out."""
    rule = parse_rule(text)
    every = (dict(zip("abc", states, strict=True)) for states in product(STATES, repeat=3))

    assert possible_outcomes(rule) == frozenset(rule.evaluate(states) for states in every)
