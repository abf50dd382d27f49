"""Contacts whom a drill expects to be paged: by turns where templates do so, else only at once.

A machine of the templates pages contacts by the policy that it has as data. Without one the
templates tell everybody of a policy as soon as the alarm fires, without tiers and turns: a drill
that names somebody whom only these would reach would prove what is not deployed.
"""

from collections.abc import Iterable, Mapping

from tocsin.delivery import Recipient
from tocsin.diagnostics import YamlValue, format_duration, quoted
from tocsin.drills.formatting import short_reference
from tocsin.drills.reading.drill_context import DrillContext
from tocsin.on_call import SEVERITIES, FirstTold
from tocsin.simulation import AlarmSet, DeployedAlarm


def contacts_of(context: DrillContext) -> frozenset[str]:
    """Return the contacts that a drill can name: of a viewpoint, and of the templates' machines."""
    viewpoint = context.escalation.contacts if context.escalation else ()
    ways = context.alarms.routes.ways
    policies = [*(each.policy for each in ways.machines), *(each.policy for each in ways.digests)]
    return frozenset((*viewpoint, *(name for each in policies for name in each.contacts)))


def read_contacts(
    value: YamlValue, names: Iterable[str], about: DeployedAlarm | None, context: DrillContext
) -> Mapping[str, tuple[str, ...]] | None:
    """Return the addresses of contacts by name; None after reporting whom templates do not page.

    Args:
        value: Where the contacts stand.
        names: Contacts of the viewpoint, or of a machine of the templates.
        about: The alarm that is to page them; None for any that the data of the drill reach.
        context: The alarms and the escalation policies.
    """
    alarms = (about,) if about else [context.alarms[name] for name in sorted(context.evaluated)]
    by_turns = _paged_by_turns(alarms, context.alarms)
    declared = context.escalation.contacts if context.escalation else {}
    found: dict[str, tuple[str, ...]] = {}
    is_refused = False
    for name in names:
        found[name] = tuple(dict.fromkeys((*by_turns.get(name, ()), *declared.get(name, ()))))
        if name not in by_turns:
            is_refused |= not _is_told(name, value, alarms, context)
    return None if is_refused else found


def addresses_in_templates(alarms: AlarmSet) -> Mapping[str, tuple[str, ...]]:
    """Return whom machines page and digests tell, each with the addresses of the templates."""
    ways = alarms.routes.ways
    paged = (each for machine in ways.machines for each in ways.of_machine(machine))
    told = (each for digest in ways.digests for each in ways.of_digest(digest))
    return _by_contact((*paged, *told))


def _paged_by_turns(
    alarms: Iterable[DeployedAlarm], every: AlarmSet
) -> Mapping[str, tuple[str, ...]]:
    """Return whom machines page about some alarms, each with the addresses of the templates."""
    templates = [alarm.template_alarm for alarm in alarms]
    return _by_contact(
        way.recipient
        for template in templates
        for action in template.alarm_actions
        for way in every.routes.ways.of(template, action)
    )


def _by_contact(recipients: Iterable[Recipient]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for each in recipients:
        by = each.turn or each.gathered
        if by is not None:
            found.setdefault(by.contact, {})[short_reference(each.endpoint)] = None
    return {name: tuple(addresses) for name, addresses in found.items()}


def _is_told(
    name: str, value: YamlValue, alarms: Iterable[DeployedAlarm], context: DrillContext
) -> bool:
    """Say whether a contact whom no machine pages is told at once, after reporting if not."""
    if context.escalation is not None and name in context.escalation.contacts:
        return _is_paged_at_once(name, value, alarms, context)
    what = f"no machine that pages about these alarms reaches {quoted(name)}, and no digest"
    value.report("never-paged", what, "name somebody whom the policy pages")
    return False


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
