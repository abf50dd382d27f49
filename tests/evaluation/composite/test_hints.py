"""What a rule that cannot be read probably means."""

import pytest

from tocsin.evaluation.composite import RuleError, parse_rule


@pytest.mark.parametrize(
    ("rule", "fix"),
    [
        # Names that need quotes: spaces, brackets, commas, other quotes.
        ("ALARM(till failures)", 'put the name in " ": ALARM("till failures")'),
        ("OK(a) OR OK(b (prod))", 'put the name in " ": OK("b (prod)")'),
        ("ALARM('till failures')", 'put the name in " ": ALARM("till failures")'),
        ("ALARM(\u201ctill failures\u201d)", 'put the name in " ": ALARM("till failures")'),
        ("ALARM(OK till)", 'put the name in " ": ALARM("OK till")'),
        (
            "ALARM(a, b)",
            'write ALARM(a) OR ALARM(b); or ALARM("a, b") if the comma is part of the name',
        ),
        ("ALARM(till failures", 'put the name in " ", and write ) behind it'),
        ('ALARM("till failures)', 'begin and end the name by "; within it, write \\" for "'),
        ('ALARM("a"b)', 'within a name, write \\" for "'),
        (
            "AT_LEAST(1, ALARM, (a b, c))",
            'put each name that has spaces or brackets in " ", and commas between them',
        ),
        # States that are missing, or stand for several alarms.
        ("ALARM(a OR b)", "each alarm has a state of its own: write ALARM(a) OR ALARM(b)"),
        ("a AND b", "say in which state the alarm has to be: ALARM(name)"),
        ("FIRING(a)", "write a state in place of FIRING: ALARM, OK, INSUFFICIENT_DATA"),
        ("ALARM()", "write the alarm's name: ALARM(name)"),
        ("ALARM a", "write ( ) around the name: ALARM(a)"),
        ("ALARM[a]", "write ( ) around the name: ALARM(a)"),
        (
            "AT_LEAST(2, ALARM, a, b)",
            "write it as AT_LEAST(2, ALARM, (a, b)): how many, the state, and the names in ( )",
        ),
        # Operators.
        ("ALARM(a) && ALARM(b)", "write AND"),
        ("ALARM(a) || ALARM(b)", "write OR"),
        ("!ALARM(a)", "write NOT"),
        ("ALARM(a) XOR ALARM(b)", "there is no XOR; write it with AND, OR and NOT"),
        ("ALARM(a) or ALARM(b)", "did you mean OR? Keywords are upper-case"),
        ("ALARM(a) ALARM(b)", "write AND or OR before it, or remove it"),
        ("ALARM(a) OR OR ALARM(b)", "write a condition there, such as ALARM(a)"),
        (
            "ALARM(a) AND",
            "write a condition such as ALARM(a) at its end, or remove what leads to it",
        ),
        # Brackets.
        ("ALARM(a) AND ALARM(b", "write ) behind the name"),
        ("ALARM(a))", "remove it; there are more ) than ("),
        ("(ALARM(a)", "write ) at its end; there are more ( than )"),
    ],
)
def test_the_hint_says_what_is_meant(rule: str, fix: str) -> None:
    """It is about the mistake, and not about the token at which reading stopped."""
    with pytest.raises(RuleError) as error:
        parse_rule(rule)

    assert [problem.fix for problem in error.value.problems] == [fix]


@pytest.mark.parametrize(
    "rule",
    ["ALARM(till failures)", "ALARM(a (b))", "ALARM(a OR b)", "ALARM('a b')", 'OK(say \\"hi\\" x)'],
)
def test_what_the_hint_writes_can_be_read(rule: str) -> None:
    """Whoever copies it has a rule."""
    with pytest.raises(RuleError) as error:
        parse_rule(rule)
    fix = error.value.problems[0].fix

    assert parse_rule(fix.partition(": ")[2].removeprefix("write ")).alarm_names
