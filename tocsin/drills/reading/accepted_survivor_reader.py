"""Reads from a drill file which mutants may survive."""

from collections.abc import Iterator

from tocsin.diagnostics import YamlValue, did_you_mean, quoted
from tocsin.drills.mutation import AcceptedSurvivor, mutants
from tocsin.drills.reading.alarm_lookup import find_alarm
from tocsin.evaluation import MetricAlarm
from tocsin.simulation import AlarmSet

_KEYS = ("alarm", "mutant", "because")


def read_accepted_survivors(node: YamlValue, alarms: AlarmSet) -> Iterator[AcceptedSurvivor]:
    """Yield the survivors that a drill file accepts, `explained` in it."""
    if not isinstance(node.value, list):
        node.fail("explained is no list", "begin each explanation with a dash")
        return
    for item in node.items():
        if item.keys(_KEYS):
            yield from _survivors(item, alarms)


def _survivors(item: YamlValue, alarms: AlarmSet) -> Iterator[AcceptedSurvivor]:
    parts = {key: item.get(key) for key in _KEYS}
    for key, part in parts.items():
        if part is None:
            item.fail(f"{key} is missing", f"add {key}")
    named, listed, because = parts["alarm"], parts["mutant"], parts["because"]
    if named is None or listed is None or because is None:
        return
    alarm, reason = find_alarm(named, alarms), because.text()
    if alarm is None or reason is None or not isinstance(alarm.definition, MetricAlarm):
        return
    known = [mutant.name for mutant in mutants(alarm.definition)]
    for mutant in listed.items():
        name = mutant.text()
        if name in known:
            yield AcceptedSurvivor(alarm=alarm.name, mutant=str(name), because=reason)
        else:
            what = f"{alarm.name} has no mutant {quoted(mutant.value)}"
            mutant.fail(what, did_you_mean(str(mutant.value), known))
