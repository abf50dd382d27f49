"""Contacts of a viewpoint whom a drill expects to be paged: only at once, as the templates do.

The templates tell everybody of a policy as soon as the alarm fires: they have no tiers that wait
for an acknowledgement, and no turns. So a drill that names somebody whom only these would reach
would prove what is not deployed.
"""

from collections.abc import Iterable, Mapping

from tocsin.diagnostics import YamlValue, format_duration, quoted
from tocsin.drills.reading.drill_context import DrillContext
from tocsin.on_call import SEVERITIES, FirstTold
from tocsin.simulation import DeployedAlarm


def read_contacts(
    value: YamlValue, names: Iterable[str], about: DeployedAlarm | None, context: DrillContext
) -> Mapping[str, tuple[str, ...]] | None:
    """Return the addresses of contacts by name; None after reporting whom templates do not page.

    Args:
        value: Where the contacts stand.
        names: Contacts of the viewpoint.
        about: The alarm that is to page them; None for any that the data of the drill reach.
        context: The alarms and the escalation policies.
    """
    if context.escalation is None:
        return {}
    alarms = (about,) if about else [context.alarms[name] for name in sorted(context.evaluated)]
    found = {name: context.escalation.contacts[name] for name in names}
    refused = [name for name in found if not _is_paged_at_once(name, value, alarms, context)]
    return None if refused else found


def _is_paged_at_once(
    name: str, value: YamlValue, alarms: Iterable[DeployedAlarm], context: DrillContext
) -> bool:
    """Say whether an alarm pages a contact at once, after reporting it if none does."""
    assert context.escalation is not None
    given = {alarm.severity for alarm in alarms}
    severities = [each for each in (*SEVERITIES, None) if each in given]
    ways = [context.escalation.first_told(name, severity) for severity in severities]
    told = [each for each in ways if each is not None]
    if any(each.is_at_once for each in told):
        return True
    addresses = ", ".join(dict.fromkeys(context.escalation.contacts[name]))
    if not told:
        listed = " or ".join(each or "no severity" for each in severities)
        what = f"no policy of alarms of {listed} pages {quoted(name)}"
        value.report("never-paged", what, "name somebody whom the policy pages")
    else:
        what = f"{quoted(name)} is paged {_how(told[0])}"
        fix = f"the templates tell everybody at once; name {addresses} in place of the contact"
        value.report("not-deployed", what, fix)
    return False


def _how(told: FirstTold) -> str:
    if told.after:
        after = format_duration(told.after)
        return f"by a tier after {after}, which the templates do not have"
    return f"in turns of {quoted(told.turns)}, which the templates do not have"
