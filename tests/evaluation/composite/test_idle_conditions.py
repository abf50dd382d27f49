"""Conditions that make no difference."""

import pytest

from tocsin.evaluation.composite import idle_conditions, parse_rule


@pytest.mark.parametrize(
    ("rule", "idle"),
    [
        ("ALARM(a) OR ALARM(b)", []),
        ("ALARM(a) OR ALARM(a)", ["ALARM(a)", "ALARM(a)"]),
        ("ALARM(a) OR (ALARM(a) AND ALARM(b))", ["ALARM(b)"]),
        ("ALARM(a) AND NOT OK(a)", ["OK(a)"]),
        ("(ALARM(a) AND NOT ALARM(b)) OR (ALARM(b) AND NOT ALARM(a))", []),
        ("AT_LEAST(1, ALARM, (a, b)) OR ALARM(a)", ["ALARM(a)"]),
        (" OR ".join(f"ALARM(a{number % 15})" for number in range(30)), []),
    ],
)
def test_idle_conditions(rule: str, idle: list[str]) -> None:
    """What a rule does not need is without use; long lists are not looked at."""
    assert list(idle_conditions(parse_rule(rule))) == idle
