"""Finds the alarms that a drill names, or says why there are none or why they are not evaluated."""

from collections.abc import Iterable, Sequence

from tocsin.diagnostics import Problem, YamlValue, did_you_mean, quoted
from tocsin.simulation import AlarmSet, DeployedAlarm, NotEvaluated

_MOST_LISTED = 5
_NOT_EVALUATED = "drill/alarm-not-evaluated"


def find_alarm(value: YamlValue, alarms: AlarmSet) -> DeployedAlarm | None:
    """Return the alarm whose name stands in a value."""
    name = value.text()
    if name is None:
        return None
    if name in alarms:
        return alarms[name]
    if twins := [each for each in alarms.names if each.endswith(f"/{name}")]:
        what = f"several accounts or Regions have an alarm {quoted(name)}"
        value.report("ambiguous-alarm", what, f"use {' or '.join(twins)}")
        return None
    meant = alarms.spellings.find(name)
    if len(meant) > 1:
        _report_several(value, meant)
        return None
    (only,) = meant or (name,)
    if only in alarms:
        return alarms[only]
    _report_none(value, only, alarms)
    return None


def _report_several(value: YamlValue, meant: Sequence[str]) -> None:
    rest = len(meant) - _MOST_LISTED
    more = f" and {rest} more" if rest > 0 else ""
    what = f"{quoted(value.value)} may be each of {len(meant)} alarms"
    value.report("ambiguous-alarm", what, f"use one of {', '.join(meant[:_MOST_LISTED])}{more}")


def _report_none(value: YamlValue, name: str, alarms: AlarmSet) -> None:
    """Report why there is no alarm of a name: it is not evaluated, left out, or not there."""
    for refused in alarms.not_evaluated:
        if refused.alarm == name:
            report_not_evaluated(value, refused)
            return
    for gone in alarms.left_out:
        if gone.is_called(name):
            what = (
                f"the alarm {quoted(name)} is declared and left out, because the condition "
                f"{gone.condition} is false"
            )
            value.report("alarm-left-out", what, gone.fix)
            return
    what = f"there is no alarm {quoted(name)}"
    value.report("unknown-alarm", what, did_you_mean(name, alarms.names))


def needed_in_vain(problems: Iterable[Problem], alarms: AlarmSet) -> tuple[NotEvaluated, ...]:
    """Return the alarms of which some problems say that AWS refuses them.

    Empty where one of the problems is another: then the drill, or what was given with it, is wrong.
    """
    said = {problem.what if problem.kind == _NOT_EVALUATED else "" for problem in problems}
    if not said:
        return ()
    refused = {_cannot_be_evaluated(each): each for each in alarms.not_evaluated if each.is_refused}
    return tuple(refused[what] for what in refused if what in said) if said <= set(refused) else ()


def report_not_evaluated(value: YamlValue, refused: NotEvaluated) -> None:
    """Report that a drill needs an alarm that is not evaluated, and why that is so."""
    kind = _NOT_EVALUATED.removeprefix("drill/")
    value.report(kind, _cannot_be_evaluated(refused), refused.fix or "leave it out")


def _cannot_be_evaluated(refused: NotEvaluated) -> str:
    return f"the alarm {quoted(refused.alarm)} cannot be evaluated: {refused.reason}"
