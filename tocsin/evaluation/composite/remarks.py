"""What CloudWatch takes of a composite alarm although it has no use."""

from collections.abc import Iterator

from tocsin.diagnostics import Location, Problem, quoted
from tocsin.evaluation.alarm import ALARM, STATES
from tocsin.evaluation.composite.alarm import CompositeAlarm
from tocsin.evaluation.composite.outcomes import possible_outcomes
from tocsin.evaluation.composite.rule import Rule


def remarks(alarm: CompositeAlarm) -> Iterator[Problem]:
    """Yield what the rule, or its suppressor, makes of the alarm."""
    source = f"composite alarm {quoted(alarm.name)}"
    yield from _on_quotes(alarm.rule, source)
    suppressor = alarm.suppressor.alarm if alarm.suppressor else None
    names = alarm.rule.alarm_names
    if not names:
        return
    outcomes = possible_outcomes(alarm.rule)
    if outcomes == frozenset({False}):
        what = "no states of its alarms make the rule true: the alarm never fires"
        yield _remark(source, "AlarmRule", "never", what, "change the rule")
    elif outcomes == frozenset({True}):
        what = "whatever the states of its alarms are, the rule is true: it is always in ALARM"
        yield _remark(source, "AlarmRule", "always", what, "change the rule")
    elif suppressor in names and fires_only_with(alarm.rule, suppressor):
        what = (
            f"the rule is true only while {quoted(suppressor)} is in ALARM, which holds back all "
            "actions: they never run for ALARM"
        )
        fix = "suppress by an alarm that the rule does not need"
        yield _remark(source, "ActionsSuppressor", "always-suppressed", what, fix)


def fires_only_with(rule: Rule, name: str) -> bool:
    """Say whether a rule is true only while one of its alarms is in ALARM."""
    return possible_outcomes(rule, {name: frozenset(STATES) - {ALARM}}) == frozenset({False})


def _on_quotes(rule: Rule, source: str) -> Iterator[Problem]:
    for name in rule.alarm_names:
        if name[:1] == name[-1:] == "'":
            bare = name[1:-1]
            what = f"{name} is taken as it stands, with its quotes"
            fix = f'write "{bare}", or {bare} without quotes'
            yield _remark(source, "AlarmRule", "single-quotes", what, fix)


def _remark(source: str, name: str, kind: str, what: str, fix: str) -> Problem:
    where = Location(source=source, key_path=(name,))
    return Problem(kind=f"composite/{kind}", where=where, what=what, fix=fix, severity="warning")
