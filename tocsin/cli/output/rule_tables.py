"""Rules of EventBridge: which have drills, what they wait for, and whom they tell."""

import json
from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from tocsin.assembly import EventRule
from tocsin.drills import RuleCoverage
from tocsin.simulation import AlarmSet


def print_rule_coverage(console: Console, covered: Sequence[RuleCoverage]) -> None:
    """Print a line for each rule: how many drills it matches, and how many it leaves alone."""
    if not covered:
        return
    table = Table(title="Rules of EventBridge", title_justify="left", title_style="bold")
    table.add_column("rule", overflow="fold")
    table.add_column("matches", justify="right")
    table.add_column("quiet", justify="right")
    table.add_column("reaches")
    for each in covered:
        table.add_row(
            Text(each.rule),
            str(len(each.firing)) if each.firing else "none",
            str(len(each.quiet)) if each.quiet else "none",
            each.reaches,
            style=None if each.is_complete else "yellow",
        )
    console.print(table)
    complete = sum(each.is_complete for each in covered)
    console.print(f"Both a drill that matches and a quiet one: {complete} of {len(covered)} rules.")


def print_rule_list(console: Console, alarms: AlarmSet) -> None:
    """Print a line for each rule for events: what it waits for, and whom it tells."""
    rules = alarms.event_rules.by_name
    if not rules:
        return
    table = Table(title="Rules of EventBridge", title_justify="left", title_style="bold")
    for heading in ("rule", "events", "tells"):
        table.add_column(heading, overflow="fold")
    for name, rule in rules.items():
        told = "\n".join(dict.fromkeys(_told(rule, alarms)))
        table.add_row(Text(name), Text(_events(rule)), Text(told or "nobody"))
    console.print(table)


def rule_list_data(alarms: AlarmSet) -> list[dict[str, object]]:
    """Return the same as data."""
    return [
        {
            "name": name,
            "state": rule.state,
            "bus": rule.bus,
            "events": _events(rule),
            "tells": list(dict.fromkeys(_told(rule, alarms))),
        }
        for name, rule in alarms.event_rules.by_name.items()
    ]


def rule_coverage_data(covered: Iterable[RuleCoverage]) -> list[dict[str, object]]:
    """Return which drills each rule has, as data."""
    return [
        {
            "rule": each.rule,
            "matches": list(each.firing),
            "quiet": list(each.quiet),
            "reaches": each.reaches,
        }
        for each in covered
    ]


def _events(rule: EventRule) -> str:
    """Return the kinds of events that a rule waits for; its whole pattern if it names none."""
    pattern = rule.pattern
    kinds = pattern.get("detail-type") if isinstance(pattern, dict) else None
    if isinstance(kinds, list) and all(isinstance(kind, str) for kind in kinds):
        return ", ".join(map(str, kinds))
    return json.dumps(pattern, default=str)


def _told(rule: EventRule, alarms: AlarmSet) -> Iterator[str]:
    if rule.state == "DISABLED":
        yield "nobody: the rule is disabled"
        return
    for target in rule.targets:
        ways = alarms.routes.ways.of_target(rule, target)
        if not ways:
            yield f"nobody: {target.link.arn.rpartition(':')[2]} has no subscription"
        yield from (str(way.recipient) for way in ways)
