"""Every alarm of an assembly: what it is called, how urgent it is, and whom it reaches."""

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.table import Table
from rich.text import Text

from tocsin.cli.output.coverage_table import print_others
from tocsin.cli.output.rule_tables import print_rule_list, rule_list_data
from tocsin.cli.terminal import SEVERITY_STYLES, counted
from tocsin.delivery import Recipient
from tocsin.evaluation import CompositeAlarm
from tocsin.simulation import (
    AlarmSet,
    DeployedAlarm,
    construct_path,
    is_named_by_file,
    recipients_of,
)

_READERS = {"person": "", "program": ", a program", "unknown": ", who reads it is not known"}


def print_alarm_list(console: Console, alarms: AlarmSet, shown: Iterable[DeployedAlarm]) -> None:
    """Print a line for each alarm, and below them those that no drill can be about."""
    table = Table(title="Alarms", title_justify="left", title_style="bold")
    for heading in ("alarm", "severity", "by", "tells"):
        table.add_column(heading, overflow="fold")
    for alarm in shown:
        table.add_row(
            Text("\n".join(_called(alarm))),
            Text(alarm.severity or "none", style=SEVERITY_STYLES.get(alarm.severity or "", "")),
            Text(alarm.severity_source or "nothing tells it"),
            Text("\n".join(_told(alarm, alarms))),
        )
    if table.row_count:
        console.print(table)
    if alarms.left_out:
        rows = [(each.name, f"{each.condition} is false; {each.fix}") for each in alarms.left_out]
        print_others(console, "Left out by conditions", rows)
    if alarms.not_evaluated:
        refused = [(each.alarm, each.why) for each in alarms.not_evaluated]
        print_others(console, "Cannot be evaluated", refused)
    print_rule_list(console, alarms)
    console.print(counted(table.row_count, "alarm"))


def alarm_list_data(alarms: AlarmSet, shown: Iterable[DeployedAlarm]) -> dict[str, object]:
    """Return the same as data."""
    return {
        "alarms": [
            {
                "name": alarm.name,
                "called": _called(alarm)[1:],
                "severity": alarm.severity,
                "severity_by": alarm.severity_source or None,
                "severity_is_guess": alarm.severity_is_guess,
                "tells": [_recipient_data(each) for each in recipients_of(alarm, alarms.routes)],
                "composites": list(_composites(alarm, alarms)),
            }
            for alarm in shown
        ],
        "rules": rule_list_data(alarms),
        "left_out": [
            {"alarm": each.name, "condition": each.condition, "brought_back_by": [*each.remedies]}
            for each in alarms.left_out
        ],
        "not_evaluated": [
            {"alarm": each.alarm, "where": each.where, "why": each.why}
            for each in alarms.not_evaluated
        ],
    }


def _recipient_data(recipient: Recipient) -> dict[str, object]:
    return {
        "protocol": recipient.protocol,
        "endpoint": recipient.endpoint,
        "reader": recipient.reader,
        "status": recipient.status,
        **({"by_turns": recipient.turn.contact} if recipient.turn else {}),
        **({"by_digest": recipient.gathered.contact} if recipient.gathered else {}),
    }


def _called(alarm: DeployedAlarm) -> list[str]:
    """Return the name of an alarm, and what else it is called where no template names it."""
    template = alarm.template_alarm
    if not is_named_by_file(template) and template.resource.declared.properties.get("AlarmName"):
        return [alarm.name]
    return [alarm.name, construct_path(template) or template.logical_id]


def _told(alarm: DeployedAlarm, alarms: AlarmSet) -> Iterator[str]:
    """Yield whom an alarm tells when it goes to ALARM, and whether that arrives."""
    recipients = recipients_of(alarm, alarms.routes)
    yield from dict.fromkeys(f"{each}{_READERS[each.reader]}{_turn(each)}" for each in recipients)
    template = alarm.template_alarm
    for action in template.alarm_actions if template.actions_enabled else ():
        if not alarms.routes.ways.of(template, action):
            yield f"nobody: {action.arn.rpartition(':')[2]} has no subscription"
    composites = _composites(alarm, alarms)
    if composites:
        yield f"as part of {', '.join(composites)}"
    elif not recipients and not template.alarm_actions:
        yield "nobody"


def _turn(recipient: Recipient) -> str:
    """Say that a machine tells somebody when the turn and the tier come, or a digest does."""
    if recipient.gathered:
        return f", {recipient.gathered.contact} when the next business day begins"
    return f", {recipient.turn.contact} by turns" if recipient.turn else ""


def _composites(alarm: DeployedAlarm, alarms: AlarmSet) -> tuple[str, ...]:
    """Return the composite alarms whose rules name an alarm."""
    return tuple(
        each.name
        for each in alarms.composite_alarms.values()
        if isinstance(each.definition, CompositeAlarm)
        and each.environment == alarm.environment
        and alarm.template_alarm.name in each.definition.rule.alarm_names
    )
