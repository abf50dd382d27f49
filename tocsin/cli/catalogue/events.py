"""Operational events of the catalogue: as tables, as JSON, and as a page."""

from collections.abc import Iterable, Iterator
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from tocsin.catalogue import EVENTS_OF_GROUPS, EventGroup, OperationalEvent, load_event_group
from tocsin.cli.terminal import SEVERITY_STYLES

_INTRODUCTION = """\
# Events of AWS

AWS says by events what no metric shows: that a deployment failed, a database failed over, a
certificate ends, somebody signed in as the root user. A viewpoint says of which of them people
are told; the stacks then have a rule of Amazon EventBridge for each, which sends a message that a
person can read to the topic of its severity.

```yaml
events:
  # Nothing need stand here: events of the resource types in use are told of unasked.
  health: on                                # a whole group, of the account
  root-login: on                            # one event
  cfn-stack-failed:                         # narrower, by a pattern of EventBridge
    where: {detail: {stack-id: [{wildcard: "*:stack/{system}-{stage}-*"}]}}
  app-autoscaling-at-max: {severity: info}  # less urgent than usual
  ecs-task-not-started: {off: tasks of the night's jobs end so}
stages:
  staging:
    events: {health: off}                   # one stage of the account is enough
```

- **What comes unasked** is marked *unasked* below: it is about resource types that the viewpoint
  names, and is narrowed to the resources it names (`scope: account` for all of the account).
  Everything else is of the whole account and has to be asked for; where two stages share an
  account, ask in one of them.
- **`where`** is a pattern of EventBridge, merged into that of the event; of a field that both ask
  for, yours counts. `{system}`, `{stage}`, `{region}` and `{account}` stand for the stage's.
  What EventBridge would refuse, or no event could match, is a problem of the viewpoint, with its
  line.
- **us-east-1**: what arrives only there gets its rule there, and the stage gets topics of its own
  in that Region: people with a mail address confirm the subscription once more. In other
  partitions such an event is a problem of the viewpoint.
- **CloudTrail**: what is marked so needs a trail that logs management events. Without one it
  never comes; `tocsin preflight` looks for it, and `tocsin plan` lists what each event needs.
- **Most services send on a best-effort basis**, so events complement alarms and do not replace
  them. *durable* is sent at least once
  ([levels](https://docs.aws.amazon.com/eventbridge/latest/ref/event-delivery-level.html)).
- **What a topic refuses** waits in the queue of its severity, `…-undelivered`, and the alarm on
  that queue says so by another topic.
- **No free text of an event** stands in a message: a quotation mark in it would break the
  message, and EventBridge would send nothing. The first command asks for the reason.
- Each event has a runbook, `events/NAME.md`; `tocsin runbooks --write` begins it.
  [Drills](drills.md#events) show who is told.
- Backups of what the viewpoint protects, and insights of its trace groups, have events of their
  own and need nothing here.

There are {number} events. `tocsin catalogue --events` lists them in the terminal, with `--json`
for programs. This page is made from `tocsin/catalogue/events` by `tocsin catalogue --events
--markdown`.
"""
_DELIVERY = {"best_effort": "", "durable": "durable", "guaranteed": "guaranteed"}


def _groups() -> Iterator[EventGroup]:
    return map(load_event_group, EVENTS_OF_GROUPS)


def show_events(console: Console) -> None:
    """Print every event, a table for each group."""
    for group in _groups():
        table = Table(title=f"{group.id}: {group.about}", title_justify="left", title_style="bold")
        for heading in ("severity", "event", "what people are told", "notes"):
            table.add_column(heading, overflow="fold")
        for event in group.events.values():
            severity = Text(event.severity, style=SEVERITY_STYLES[event.severity])
            table.add_row(severity, event.id, event.title, ", ".join(_notes(event)))
        console.print(table)
        console.print()


def events_data() -> list[dict[str, Any]]:
    """Return every event as data."""
    return [
        {
            "name": event.id,
            "group": group.id,
            "title": event.title,
            "severity": event.severity,
            "pattern": dict(event.pattern),
            "what_happened": event.what_happened,
            "why_it_matters": event.why_it_matters,
            "first_action": event.first_action,
            "command": event.command,
            "via": event.via,
            "delivery": event.delivery,
            "arrives_in": event.arrives_in,
            "needs": event.needs,
            "resource_types": list(event.of),
            "unasked": event.is_default,
            "source": event.source,
        }
        for group in _groups()
        for event in group.events.values()
    ]


def events_page() -> str:
    """Return every event as a page of Markdown."""
    number = sum(map(len, EVENTS_OF_GROUPS.values()))
    parts = [_INTRODUCTION.replace("{number}", str(number))]
    for group in _groups():
        parts.append(f"## {group.title}\n\n`{group.id}`: {group.about}\n")
        parts.append("\n".join(_rows(group.events.values())) + "\n")
    return "\n".join(parts).rstrip("\n")


def _rows(events: Iterable[OperationalEvent]) -> Iterator[str]:
    yield "| Event | Severity | What people are told | Why it matters | Notes |"
    yield "|---|---|---|---|---|"
    for event in events:
        notes = ", ".join(_notes(event))
        said = event.what_happened.replace("<", "*").replace(">", "*")
        name = f"[`{event.id}`]({event.source})"
        yield f"| {name} | {event.severity} | {said} | {event.why_it_matters} | {notes} |"


def _notes(event: OperationalEvent) -> Iterator[str]:
    if event.of:
        about = ", ".join(f"{name}" for name in event.of)
        yield f"unasked with {about}" if event.is_default else f"narrowed to {about}"
    if event.via == "cloudtrail":
        yield "CloudTrail"
    if event.arrives_in is not None:
        yield f"{event.arrives_in} only"
    if _DELIVERY[event.delivery]:
        yield _DELIVERY[event.delivery]
    if event.needs is not None:
        yield f"needs {event.needs}"
