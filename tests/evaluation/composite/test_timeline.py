import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.evaluation.alarm.state import STATES, State
from tocsin.evaluation.composite import (
    CompositeChange,
    Hierarchy,
    Rule,
    StateChange,
    changes_over_time,
    parse_rule,
)

_CHILDREN = ("a", "b", "c")


def _rules(**rules: str) -> dict[str, Rule]:
    return {name: parse_rule(rule) for name, rule in rules.items()}


def _changes(*events: tuple[str, State]) -> list[StateChange[float]]:
    return [StateChange(float(at), alarm, state) for at, (alarm, state) in enumerate(events)]


def test_only_changes_of_state_count() -> None:
    """A second child that enters ALARM changes nothing and leaves the triggering alarm as it is."""
    changes = changes_over_time(
        _rules(either="ALARM(a) OR ALARM(b)"),
        _changes(
            ("a", "ALARM"), ("a", "OK"), ("b", "ALARM"), ("b", "OK"), ("a", "ALARM"), ("b", "ALARM")
        ),
        states={"a": "OK", "b": "OK", "either": "OK"},
    )
    assert [(item.at, item.state, item.triggering_alarms[0].alarm) for item in changes] == [
        (0, "ALARM", "a"),
        (1, "OK", "a"),
        (2, "ALARM", "b"),
        (3, "OK", "b"),
        (4, "ALARM", "a"),
    ]


def test_a_new_composite_lacks_data_until_it_is_evaluated() -> None:
    """A composite starts in INSUFFICIENT_DATA and leaves it at its first evaluation."""
    changes = changes_over_time(
        _rules(both="ALARM(a) AND ALARM(b)"),
        _changes(("a", "ALARM")),
        states={"a": "OK", "b": "OK"},
        created_at=-5.0,
    )
    assert changes == [
        CompositeChange(
            at=-5.0, alarm="both", previous="INSUFFICIENT_DATA", state="OK", triggering_alarms=()
        )
    ]


def test_a_change_of_an_alarm_outside_the_rule_evaluates_nothing() -> None:
    """A composite that was never evaluated stays so until one of its own children changes."""
    rules = _rules(watch="ALARM(a)")
    states: dict[str, State] = {"a": "OK", "b": "OK"}
    assert changes_over_time(rules, _changes(("b", "ALARM")), states=states) == []
    assert len(changes_over_time(rules, _changes(("a", "ALARM")), states=states)) == 1


def test_composites_of_composites_follow_at_the_same_time() -> None:
    """A composite is evaluated after its children, and is triggered by the one below it."""
    changes = changes_over_time(
        _rules(top="ALARM(middle) AND OK(b)", middle="ALARM(a)"),
        _changes(("a", "ALARM")),
        states={"a": "OK", "b": "OK", "middle": "OK", "top": "OK"},
    )
    assert [(item.at, item.alarm, item.state) for item in changes] == [
        (0, "middle", "ALARM"),
        (0, "top", "ALARM"),
    ]
    assert changes[1].triggering_alarms == (StateChange(0.0, "middle", "ALARM"),)


def test_a_cycle_is_never_evaluated() -> None:
    """Composites in a circle keep their states; one that refers to them is still evaluated."""
    rules = _rules(x="ALARM(y) OR ALARM(a)", y="ALARM(x)", above="OK(x) AND ALARM(a)")
    changes = changes_over_time(
        rules, _changes(("a", "ALARM")), states={"a": "OK", "x": "OK", "y": "OK", "above": "OK"}
    )
    assert [(item.alarm, item.state) for item in changes] == [("above", "ALARM")]


def test_cycles_are_reported_as_paths() -> None:
    """Each cycle is a path that ends where it begins."""
    hierarchy = Hierarchy.of(
        _rules(x="ALARM(y)", y="ALARM(z)", z="OK(x)", self="OK(self)", fine="ALARM(leaf)")
    )
    assert {frozenset(path) for path in hierarchy.cycles} == {
        frozenset({"x", "y", "z"}),
        frozenset({"self"}),
    }
    assert all(path[0] == path[-1] for path in hierarchy.cycles)
    assert hierarchy.order == ("fine",)


@pytest.mark.parametrize(
    "rules",
    [
        {"top": "ALARM(a) AND NOT ALARM(b) OR INSUFFICIENT_DATA(c)"},
        {"top": "AT_LEAST(2, ALARM, (a, b, m))", "m": "ALARM(c) OR OK(a)"},
    ],
)
@given(events=st.lists(st.tuples(st.sampled_from(_CHILDREN), st.sampled_from(STATES))))
def test_after_each_change_a_composite_has_the_state_of_its_rule(
    rules: dict[str, str], events: list[tuple[str, State]]
) -> None:
    """Following changes one by one ends where evaluating the last states afresh ends."""
    parsed = _rules(**rules)
    states: dict[str, State] = dict.fromkeys(_CHILDREN, "OK")
    start = states | {"top": "OK", "m": "ALARM"}
    changes = changes_over_time(parsed, _changes(*events), states=start, created_at=-1.0)
    final = states | dict(events)
    for name in ("m", "top"):
        if name in parsed:
            final[name] = parsed[name].state(final)
    followed = start | {change.alarm: change.state for change in changes}
    assert followed["top"] == final["top"]
    assert all(change.previous != change.state for change in changes)
