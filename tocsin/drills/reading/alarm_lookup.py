"""Finds the alarm that a drill names, or says why there is none."""

from tocsin.diagnostics import YamlValue, did_you_mean, quoted
from tocsin.simulation import AlarmSet, DeployedAlarm

NO_SUCH_ALARM = "there is no alarm"


def find_alarm(node: YamlValue, alarms: AlarmSet) -> DeployedAlarm | None:
    """Return the alarm with the name that stands in a node."""
    name = node.text()
    if name is None:
        return None
    if name in alarms.names:
        return alarms[name]
    for refused in alarms.not_evaluated:
        if refused.alarm == name:
            node.fail(
                f"the alarm {quoted(name)} cannot be evaluated: {refused.why}", "leave it out"
            )
            return None
    twins = [each for each in alarms.names if each.endswith(f"/{name}")]
    if twins:
        fix = f"use {' or '.join(twins)}"
        node.fail(f"several accounts or Regions have an alarm {quoted(name)}", fix)
        return None
    node.fail(f"{NO_SUCH_ALARM} {quoted(name)}", did_you_mean(name, alarms.names))
    return None
