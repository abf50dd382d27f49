"""What CloudWatch takes of a composite alarm although it has no use."""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Final

from tocsin.diagnostics import Location, Problem, quoted
from tocsin.evaluation.alarm import ALARM, STATES, State
from tocsin.evaluation.composite.alarm import CompositeAlarm
from tocsin.evaluation.composite.rule import Rule

_MOST_TRIED: Final = 7
"""Alarms of a rule of which all states are tried: 2,187 of them."""


def remarks(alarm: CompositeAlarm) -> Iterator[Problem]:
    """Yield what the rule, or its suppressor, makes of the alarm."""
    source = f"composite alarm {quoted(alarm.name)}"
    yield from _on_quotes(alarm.rule, source)
    suppressor = alarm.suppressor.alarm if alarm.suppressor else None
    names = alarm.rule.alarm_names
    if not 0 < len(names) <= _MOST_TRIED:
        return
    # Each combination of states, with whether the rule holds for it.
    held = [states for states in _combinations(names) if alarm.rule.evaluate(states)]
    if not held:
        what = "no states of its alarms make the rule true: the alarm never fires"
        yield _remark(source, "AlarmRule", "never-true", what, "change the rule")
    elif len(held) == len(STATES) ** len(names):
        what = "whatever the states of its alarms are, the rule is true: it is always in ALARM"
        yield _remark(source, "AlarmRule", "always-true", what, "change the rule")
    elif suppressor in names and all(states[suppressor] == ALARM for states in held):
        what = (
            f"the rule is true only while {quoted(suppressor)} is in ALARM, which holds back all "
            "actions: they never run for ALARM"
        )
        fix = "suppress by an alarm that the rule does not need"
        yield _remark(source, "ActionsSuppressor", "always-suppressed", what, fix)


def _on_quotes(rule: Rule, source: str) -> Iterator[Problem]:
    for name in rule.alarm_names:
        if name[:1] == name[-1:] == "'":
            bare = name[1:-1]
            what = f"{name} is taken as it stands, with its quotes"
            fix = f'write "{bare}", or {bare} without quotes'
            yield _remark(source, "AlarmRule", "single-quotes", what, fix)


def _combinations(names: Sequence[str]) -> Iterator[dict[str, State]]:
    for states in product(STATES, repeat=len(names)):
        yield dict(zip(names, states, strict=True))


def _remark(source: str, name: str, kind: str, what: str, fix: str) -> Problem:
    where = Location(source=source, key_path=(name,))
    return Problem(kind=f"composite/{kind}", where=where, what=what, fix=fix, severity="warning")
