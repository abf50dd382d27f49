"""`tocsin plan`: what would be built for a stage, as tables."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Annotated, Any

import typer
from rich.table import Table

from tocsin.cli.alarm_times import SUMMANDS, time_lines, times_data
from tocsin.cli.backup_tables import backup_tables
from tocsin.cli.event_tables import event_table
from tocsin.cli.incident_table import incident_table
from tocsin.cli.options import AsJson, Stage
from tocsin.cli.paging_tables import paging_tables
from tocsin.cli.plan_table import new_table, place_in
from tocsin.cli.recovery_report import store_data
from tocsin.cli.terminal import SEVERITY_STYLES, output
from tocsin.cli.topic_table import topic_table
from tocsin.cli.viewpoint import read_plan
from tocsin.cli.viewpoint_file import DEFAULT_VIEWPOINT, ViewpointFile
from tocsin.diagnostics import elapsed
from tocsin.on_call import SEVERITIES
from tocsin.plan import (
    AlarmSpec,
    ChatSpec,
    LogGroupSpec,
    Plan,
    QuietSpec,
    TracingSpec,
)

Full = Annotated[bool, typer.Option("--all", "-a", help="List every alarm, not only their number.")]
WithArithmetic = Annotated[
    bool,
    typer.Option("--arithmetic", help="List every alarm, and what its time to page is the sum of."),
]


def run(
    viewpoint: ViewpointFile = DEFAULT_VIEWPOINT,
    *,
    stage: Stage = None,
    full: Full = False,
    arithmetic: WithArithmetic = False,
    as_json: AsJson = False,
) -> None:
    """Show what would be built for a stage: alarms and how soon they page, topics, backups."""
    made = read_plan(viewpoint, stage)
    console = output()
    if as_json:
        # Panels of dashboards hold alarms too, with the clock times of their quiet times.
        console.print_json(json.dumps(_data(made), default=str))
        return
    for table in _tables(made, full=full or arithmetic, arithmetic=arithmetic):
        console.print(table)
        console.print()


def _data(plan: Plan) -> dict[str, Any]:
    """Return the plan as JSON has it; each alarm has its time to page, step by step."""
    data = asdict(plan)
    for alarm, entry in zip(plan.alarms, data["alarms"], strict=True):
        entry.update(times_data(alarm))
        entry["quiet"] = [_quiet_data(each) for each in alarm.quiet]
    for spec, entry in zip(plan.maintenance, data["maintenance"], strict=True):
        entry["rule"] = _quiet_data(spec.rule)
    if plan.backup is not None:
        for region, entry in zip(plan.backup.regions, data["backup"]["regions"], strict=True):
            entry["data"] = [store_data(store) for store in region.data]
    return data


def _quiet_data(quiet: QuietSpec) -> dict[str, str]:
    return {
        "rule": quiet.rule,
        "expression": quiet.expression,
        "duration": quiet.written_duration,
        "time_zone": quiet.time_zone,
        "text": quiet.text,
        "because": quiet.because,
    }


def _tables(plan: Plan, *, full: bool, arithmetic: bool) -> Iterator[Table]:
    """Yield the tables of *plan*; with *full*, each alarm has a line."""
    yield _alarms_by_service(plan)
    yield _times_by_severity(plan)
    yield from paging_tables(plan)
    if full:
        yield _alarms(plan.alarms, arithmetic=arithmetic)
    for alerting in plan.alerting:
        yield topic_table(alerting, plan)
    yield from map(incident_table, plan.incidents)
    for chat in plan.chats:
        if chat.configured_elsewhere:
            yield _to_be_listed(chat)
    yield from map(event_table, plan.events)
    for region in plan.regions:
        yield from _tables_of_region(plan, region)
    if plan.backup is not None:
        yield from backup_tables(plan, plan.backup)


def _tables_of_region(plan: Plan, region: str) -> Iterator[Table]:
    for tracing in plan.tracing:
        if tracing.region == region and tracing.rules:
            yield _sampling(plan, tracing)
    if groups := [group for group in plan.log_groups if group.region == region]:
        yield _logs(plan, region, groups)


def _alarms_by_service(plan: Plan) -> Table:
    regions = ", ".join(plan.regions)
    title = f"{len(plan.alarms)} alarms of {plan.system} in {plan.stage} ({regions})"
    table = new_table(title, "service", "owner", *SEVERITIES, numbers=SEVERITIES)
    counts = Counter((alarm.service, alarm.owner, alarm.severity) for alarm in plan.alarms)
    for service, owner in dict.fromkeys((alarm.service, alarm.owner) for alarm in plan.alarms):
        numbers = (str(counts[service, owner, severity]) for severity in SEVERITIES)
        table.add_row(service, owner, *numbers)
    totals = Counter(alarm.severity for alarm in plan.alarms)
    table.add_section()
    table.add_row("all", "", *(str(totals[severity]) for severity in SEVERITIES))
    return table


_TIMES = (
    'late at worst: so many alarms may page later than "respond within" if their data, the '
    "evaluation and the message are all as slow as they can be.\n"
    "--all lists each alarm, --arithmetic also what its time is the sum of."
)


def _times_by_severity(plan: Plan) -> Table:
    numbers = ("respond within", "typically", "at worst", "silence at worst", "late at worst")
    table = new_table("Time from a breach to the page", "severity", *numbers, numbers=numbers)
    for severity in SEVERITIES:
        # What is only a part of another alarm tells nobody, however late.
        alarms = [
            alarm for alarm in plan.alarms if alarm.severity == severity and not alarm.is_part
        ]
        if not alarms:
            continue
        times = [alarm.time_to_page for alarm in alarms]
        silences = [alarm.time_to_page_by_silence for alarm in alarms]
        table.add_row(
            severity,
            alarms[0].respond_within,
            _range(time.typical for time in times),
            _range(time.worst for time in times),
            _range(time.worst for time in silences if time is not None),
            f"{sum(alarm.is_late_at_worst for alarm in alarms)} of {len(alarms)}",
            style=SEVERITY_STYLES[severity],
        )
    table.caption = _TIMES
    return table


def _range(seconds: Iterable[float]) -> str:
    """Write the shortest and the longest of some times."""
    found = sorted(seconds)
    return " to ".join(dict.fromkeys(map(elapsed, (found[0], found[-1])))) if found else "never"


def _alarms(alarms: tuple[AlarmSpec, ...], *, arithmetic: bool) -> Table:
    table = new_table("Alarms", "severity", "alarm")
    for severity in SEVERITIES:
        for alarm in alarms:
            if alarm.severity == severity:
                # Beside the name there is no place for the condition, and a broken name is useless.
                lines = [alarm.condition, *time_lines(alarm, arithmetic=arithmetic)]
                what = "\n  ".join([alarm.name, *lines])
                table.add_row(severity, what, style=SEVERITY_STYLES[severity])
    table.caption = SUMMANDS if arithmetic else None
    return table


def _to_be_listed(chat: ChatSpec) -> Table:
    """Return what the owner of a channel has to know: nobody else lists the topics there."""
    title = f"Topics that the owner of {chat.kind} {chat.channel} ({chat.called}) adds"
    table = new_table(title, "topic")
    for topic in chat.topics:
        table.add_row(topic.arn)
    return table


def _sampling(plan: Plan, tracing: TracingSpec) -> Table:
    title = f"X-Ray sampling rules{place_in(plan, tracing.region)}"
    table = new_table(
        title, "priority", "rule", "services", "matches", "per second", "then",
        numbers=("priority", "per second", "then"),
    )  # fmt: skip
    for rule in tracing.rules:
        table.add_row(
            str(rule.priority),
            rule.name,
            rule.service,
            f"{rule.method} {rule.path}" if rule.method != "*" else rule.path,
            str(rule.reservoir),
            f"{rule.rate:.0%}" if rule.boost is None else f"{rule.rate:.0%} to {rule.boost:.0%}",
        )
    if tracing.indexed_percent is not None:
        table.caption = (
            f"All spans are written to the log group aws/spans, and {tracing.indexed_percent:g} % "
            "of them indexed."
        )
    return table


def _logs(plan: Plan, region: str, groups: Iterable[LogGroupSpec]) -> Table:
    title = f"Log groups{place_in(plan, region)}"
    table = new_table(
        title, "log group", "kept", "filters", "queries", "also", numbers=("filters", "queries")
    )  # fmt: skip
    for group in groups:
        kept = "as it is" if group.retention_days is None else f"{group.retention_days} days"
        counts = (str(len(group.metric_filters)), str(len(group.queries)))
        table.add_row(group.name, kept, *counts, ", ".join(_also(group)))
    return table


def _also(group: LogGroupSpec) -> Iterator[str]:
    """Yield what else there is of a log group, in a few words."""
    if group.log_class != "STANDARD":
        yield group.log_class.lower().replace("_", " ")
    if group.anomalies is not None:
        yield f"anomalies every {group.anomalies.minutes}m"
    if group.personal_data is not None:
        yield "personal data masked"
    if group.archive is not None:
        yield f"archived to {group.archive.bucket}"
