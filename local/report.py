"""The short tables that a local run ends with; none is wider than 100 columns."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Literal

from rich.console import Console
from rich.table import Table
from rich.text import Text

from local.burst_drill import BurstDrill
from local.deployment import DeployedStack
from local.fire_drill import FireDrill
from local.mailbox import Letter
from local.restore_drill import RestoreDrill

MAX_WIDTH = 100


def print_stacks(console: Console, stacks: Sequence[DeployedStack]) -> None:
    """What was deployed, a line a stack."""
    table = _table("Deployed", "Stack", "Region", "Status", "Resources>", "Seconds>")
    for stack in stacks:
        seconds = f"{stack.seconds:.1f}" if stack.seconds else "unchanged"
        table.add_row(stack.name, stack.region, stack.status, str(stack.resources), seconds)
    _print(console, table)


def print_fire_drill(console: Console, drill: FireDrill) -> None:
    """The timeline of the fire drill, in seconds of this run."""
    _print_drill(console, f"Fire drill: {drill.alarm}", drill)


def print_burst_drill(console: Console, drill: BurstDrill) -> None:
    """What became of many alarms at once, in seconds of this run."""
    _print_drill(console, f"Many alarms at once: {drill.service}", drill)


def print_mail(console: Console, letters: Sequence[Letter]) -> None:
    """Mails and texts as they would have come, each with its whole text."""
    if not letters:
        console.print("No topic has had a mail or a text to send.")
    for each in letters:
        at = datetime.fromtimestamp(each.at, UTC)
        console.print(Text(f"{at:%H:%M:%S}Z  {each.kind} to {each.to}", style="bold"))
        if each.kind == "mail":
            console.print(Text(each.headline))
        console.print(Text(f"\n{each.body}\n"), width=MAX_WIDTH)


def print_restore_drill(console: Console, drill: RestoreDrill) -> None:
    """The steps of the restore drill, in seconds of this run."""
    _print_drill(console, "Restore drill", drill)


def _print_drill(
    console: Console, title: str, drill: FireDrill | BurstDrill | RestoreDrill
) -> None:
    table = _table(title, "Seconds>", "What happened")
    for moment in drill.timeline:
        table.add_row(f"{moment.seconds:.1f}", Text(moment.what))
    _print(console, table)
    console.print(drill.note, style="dim", width=MAX_WIDTH)


def print_stub_resources(console: Console, stubs: Sequence[Mapping[str, str]]) -> None:
    """The types of the stub resources; it is said too if there are none."""
    if not stubs:
        console.print("\nEvery deployed resource type is emulated.")
        return
    table = _table("Recorded only: these resources do nothing here", "Type", "Count>", "Local")
    for resource_type, count in sorted(Counter(stub["type"] for stub in stubs).items()):
        table.add_row(resource_type, str(count), "not emulated")
    _print(console, table)


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", min_width=len(title) + 2)
    for column in columns:
        justify: Literal["left", "right"] = "right" if column.endswith(">") else "left"
        table.add_column(column.rstrip(">"), justify=justify, overflow="fold")
    return table


def _print(console: Console, table: Table) -> None:
    console.print()
    console.print(table, width=min(MAX_WIDTH, console.width), crop=False)
