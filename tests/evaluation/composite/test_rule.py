from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.problems import columns
from tocsin.evaluation.alarm.state import STATES, State
from tocsin.evaluation.composite import PercentRounding, RuleError, UnknownAlarmError, parse_rule
from tocsin.evaluation.composite.formatting import format_tree
from tocsin.evaluation.composite.parser import parse_tree
from tocsin.evaluation.composite.syntax import AlarmIs, And, AtLeast, Constant, Node, Not, Or

_A_NAME = st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=5)
_STATE = st.sampled_from(STATES)
_LEAF: st.SearchStrategy[Node] = st.one_of(
    st.booleans().map(lambda value: Constant(value=value)),
    st.builds(lambda state, alarm: AlarmIs(state=state, alarm=alarm), _STATE, _A_NAME),
    st.builds(
        lambda amount, percent, state, negated, alarms: AtLeast(
            amount=float(amount),
            is_percent=percent,
            state=state,
            negated=negated,
            alarms=tuple(alarms),
        ),
        st.integers(1, 100),
        st.booleans(),
        _STATE,
        st.booleans(),
        st.lists(_A_NAME, min_size=1, max_size=4),
    ),
)
_SEVERAL = 2


def _above(nodes: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(nodes, min_size=_SEVERAL, max_size=4).map(tuple)
    return st.one_of(
        nodes.map(lambda node: Not(operand=node)),
        several.map(lambda items: And(operands=items)),
        several.map(lambda items: Or(operands=items)),
    )


_TREE = st.recursive(_LEAF, _above, max_leaves=10)


@given(_TREE)
def test_formatting_and_parsing_are_inverse(tree: Node) -> None:
    """Parsing the canonical text of a rule gives the rule, whatever its alarms are called."""
    assert parse_tree(format_tree(tree)) == tree


def _truth(tree: Node) -> bool:
    match tree:
        case Constant(value=value):
            return value
        case Not(operand=operand):
            return not _truth(operand)
        case And(operands=operands):
            return all(_truth(operand) for operand in operands)
        case Or(operands=operands):
            return any(_truth(operand) for operand in operands)
        case _:
            raise AssertionError(tree)


@given(st.recursive(st.booleans().map(lambda value: Constant(value=value)), _above, max_leaves=20))
def test_operators_follow_their_truth_tables(tree: Node) -> None:
    """AND, OR and NOT of TRUE and FALSE are those of logic."""
    assert parse_rule(format_tree(tree)).evaluate({}) is _truth(tree)


@pytest.mark.parametrize(
    ("rule", "states", "expected"),
    [
        ("ALARM(cpu) AND ALARM(disk)", {"cpu": "ALARM", "disk": "OK"}, False),
        ("ALARM(cpu) AND NOT ALARM(deploy)", {"cpu": "ALARM", "deploy": "OK"}, True),
        ("ALARM(cpu) AND NOT ALARM(deploy)", {"cpu": "ALARM", "deploy": "ALARM"}, False),
        (
            "(ALARM(cpu) OR ALARM(disk)) AND OK(net)",
            {"cpu": "OK", "disk": "ALARM", "net": "OK"},
            True,
        ),
        ("ALARM(a) OR ALARM(b) AND ALARM(c)", {"a": "ALARM", "b": "OK", "c": "OK"}, True),
        ("NOT ALARM(a) AND ALARM(b)", {"a": "OK", "b": "OK"}, False),
        ("NOT (ALARM(a) AND ALARM(b))", {"a": "OK", "b": "OK"}, True),
        ("INSUFFICIENT_DATA(a)", {"a": "INSUFFICIENT_DATA"}, True),
        ("NOT OK(a)", {"a": "INSUFFICIENT_DATA"}, True),
        ("TRUE", {}, True),
        ("FALSE", {}, False),
        ('ALARM("my alarm (prod), 1")', {"my alarm (prod), 1": "ALARM"}, True),
        (r'ALARM("say \"no\"")', {'say "no"': "ALARM"}, True),
        ("ALARM(OR)OR OK(ALARM)", {"OR": "OK", "ALARM": "OK"}, True),
        (
            "ALARM(arn:aws:cloudwatch:us-east-1:111122223333:alarm:cpu)",
            {"cpu": "ALARM"},
            True,
        ),
        (
            'ALARM("arn:aws:cloudwatch:us-east-1:111122223333:alarm:cpu")',
            {"arn:aws:cloudwatch:us-east-1:111122223333:alarm:cpu": "ALARM"},
            True,
        ),
        ("AT_LEAST(2, ALARM, (a, b, c))", {"a": "ALARM", "b": "OK", "c": "ALARM"}, True),
        ("AT_LEAST(3, ALARM, (a, b, c))", {"a": "ALARM", "b": "OK", "c": "ALARM"}, False),
        ("AT_LEAST(1, NOT OK, (a, b))", {"a": "INSUFFICIENT_DATA", "b": "OK"}, True),
        (
            "AT_LEAST(50%, NOT OK, (a, b, c, d))",
            {"a": "ALARM", "b": "OK", "c": "INSUFFICIENT_DATA", "d": "OK"},
            True,
        ),
        ("AT_LEAST(100%, OK, (a, b))", {"a": "OK", "b": "ALARM"}, False),
        (
            "AT_LEAST(2, ALARM, (a, b, c)) AND NOT ALARM(m)",
            {"a": "ALARM", "b": "ALARM", "c": "OK", "m": "OK"},
            True,
        ),
    ],
)
def test_rules_hold_or_do_not(rule: str, states: dict[str, State], *, expected: bool) -> None:
    """A rule says what it says of the states of its alarms."""
    parsed = parse_rule(rule)
    assert parsed.evaluate(states) is expected
    assert parsed.state(states) == ("ALARM" if expected else "OK")


@pytest.mark.parametrize(
    ("rounding", "needed"), [("share", 2), ("up", 2), ("down", 1), ("nearest", 2)]
)
def test_the_rounding_of_percentages_is_an_option(rounding: PercentRounding, needed: int) -> None:
    """50 % of 3 alarms are 2 by share, upwards and to the nearest, and 1 downwards."""
    rule = parse_rule("AT_LEAST(50%, ALARM, (a, b, c))")
    for states in product(STATES, repeat=3):
        given_states = dict(zip("abc", states, strict=True))
        expected = states.count("ALARM") >= needed
        assert rule.evaluate(given_states, percent_rounding=rounding) is expected


@given(st.integers(1, 100), st.lists(_STATE, min_size=1, max_size=20))
def test_a_percentage_is_a_share_of_the_listed_alarms(percent: int, states: list[State]) -> None:
    """AT_LEAST with a percentage holds exactly if count over total reaches it."""
    names = [f"a{index}" for index in range(len(states))]
    rule = parse_rule(f"AT_LEAST({percent}%, ALARM, ({', '.join(names)}))")
    expected = states.count("ALARM") * 100 >= percent * len(states)
    assert rule.evaluate(dict(zip(names, states, strict=True))) is expected


def test_references_are_listed_once_in_order() -> None:
    """A rule lists its alarms as written, and their names where it gives ARNs."""
    arn = "arn:aws:cloudwatch:us-east-1:111122223333:alarm:b"
    rule = parse_rule(f"ALARM(a) OR AT_LEAST(1, OK, (c, a)) OR OK({arn}) OR OK(b)")
    assert rule.references == ("a", "c", arn, "b")
    assert rule.alarm_names == ("a", "c", "b")


def test_an_alarm_without_state_is_an_error() -> None:
    """A rule about an alarm whose state is unknown cannot be evaluated."""
    with pytest.raises(UnknownAlarmError, match=r"'disk'.*have one: cpu"):
        parse_rule("ALARM(cpu) OR ALARM(disk)").evaluate({"cpu": "OK"})


@pytest.mark.parametrize(
    ("rule", "position", "words"),
    [
        ("", 0, "no rule"),
        ("   ", 0, "no rule"),
        ("ALRM(a)", 0, "did you mean 'ALARM'?"),
        ("ALARM(a) and OK(b)", 9, "did you mean AND? Keywords are upper-case"),
        ("not ALARM(a)", 0, "did you mean NOT? Keywords are upper-case"),
        ("ALARM(a", 7, "the end of the rule"),
        ("ALARM()", 6, "an alarm's name or ARN"),
        ("ALARM(a b)", 8, "found 'b'"),
        ("ALARM(a) ALARM(b)", 9, "AND, OR, the end of the rule"),
        ("ALARM(a) && OK(b)", 9, "found '&&'"),
        ("ALARM(a)ORALARM(b)", 8, "found 'ORALARM'"),
        ('ALARM("a)', 6, "found '\"'"),
        ("TRUE FALSE", 5, "found 'FALSE'"),
        ("AT_LEAST(ALARM, (a))", 9, "a count or a percentage"),
        ("AT_LEAST(0, ALARM, (a))", 9, "a count from 1"),
        ("AT_LEAST(101%, ALARM, (a))", 9, "up to 100%"),
        ("AT_LEAST(1, ALARM, a)", 19, "("),
        ("x" * 10_241, 0, "10241 characters"),
        (" OR ".join(f"ALARM(a{n})" for n in range(101)), 0, "101 children"),
        (" OR ".join(["TRUE"] * 501), 0, "501 elements"),
        (f"{'(' * 500}ALARM(a){')' * 500}", 0, "501 elements"),
    ],
)
def test_rules_that_cloudwatch_rejects(rule: str, position: int, words: str) -> None:
    """The error of a wrong rule says where it is wrong and what is allowed."""
    with pytest.raises(RuleError) as caught:
        parse_rule(rule)
    assert columns(caught.value) == [position + 1]
    assert words in str(caught.value)


@pytest.mark.parametrize(
    "rule",
    [
        " OR ".join(f"ALARM(a{n})" for n in range(100)),
        " OR ".join(["ALARM(a)"] * 500),
        f"{'(' * 499}ALARM(a){')' * 499}",
        f"{'NOT ' * 2000}TRUE",
        f"{'NOT (' * 499}TRUE{')' * 499}",
    ],
)
def test_rules_at_the_limits_are_evaluated(rule: str) -> None:
    """The longest and deepest rules that AWS allows can be evaluated and written out."""
    parsed = parse_rule(rule)
    states: dict[str, State] = dict.fromkeys(parsed.alarm_names, "OK")
    assert parse_rule(str(parsed)).evaluate(states) is parsed.evaluate(states)
