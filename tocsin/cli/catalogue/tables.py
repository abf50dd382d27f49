"""The catalogue in the terminal: all types at a glance, or one of them."""

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from tocsin.catalogue import RecommendedAlarm, ResourceType
from tocsin.cli.catalogue.text import (
    condition,
    delay_text,
    delays,
    needs,
    signals,
    totals,
)


def show_types(console: Console, kinds: Iterable[ResourceType]) -> None:
    """Print a line for each type, in the order of their names."""
    found = sorted(kinds, key=lambda kind: kind.name)
    table = Table(
        Column("type", no_wrap=True),
        Column("what", overflow="ellipsis", no_wrap=True, ratio=1),
        Column("alarms", justify="right"),
        Column("metrics", justify="right"),
        box=None,
        pad_edge=False,
        expand=True,
    )
    for kind in found:
        counts = str(len(kind.alarms)), str(len(kind.metrics))
        table.add_row(kind.name, kind.title, *counts)
    console.print(table)
    console.print()
    console.print(f"{totals(found)}. `tocsin catalogue TYPE` shows one; --json has everything.")


def show_type(console: Console, kind: ResourceType) -> None:
    """Print what a resource of a type says, its alarms, and its metrics."""
    console.print(Text.assemble((kind.name, "bold"), f": {kind.title} ({kind.namespace})\n"))
    for line in _keys(kind):
        console.print(f"  {line}", highlight=False)
    console.print()
    table = Table(Column("alarm", no_wrap=True), "severity", "fires when", "means")
    for alarm in kind.alarms.values():
        table.add_row(alarm.id, alarm.severity, condition(alarm), _means(kind, alarm))
    console.print(table)
    console.print()
    for role, names in _metrics(kind):
        console.print(Text.assemble((f"{role}: ", "bold"), ", ".join(names)))


def _keys(kind: ResourceType) -> Iterator[str]:
    if kind.region is not None:
        yield f"its metrics are in {kind.region} alone"
    for each in kind.identifiers.values():
        if each.constant is None:
            need = "needed" if each.required else "may be left out"
            yield f"{each.name}: {each.means}, as {each.example} ({need})"
    for setting in kind.settings.values():
        about = f"{setting.name}: {setting.means}, as {setting.example}{setting.limits}"
        yield f"{about} (setting, may be left out)"
    for opt_in in kind.opt_ins.values():
        yield f"opt_ins: [{opt_in.name}]: {opt_in.means}"
    for delay, names in delays(kind):
        of = f" of {', '.join(names)}" if names else ""
        yield f"datapoints{of} come {delay_text(delay)} after their period ({delay.source})"


def _means(kind: ResourceType, alarm: RecommendedAlarm) -> str:
    only = needs(kind, alarm)
    return f"{alarm.what_happened} {only.capitalize()}." if only else alarm.what_happened


def _metrics(kind: ResourceType) -> Iterator[tuple[str, list[str]]]:
    """Yield the metrics of a type: the golden signals, and the others."""
    yield from signals(kind)
    others = [metric.name for metric in kind.metrics.values() if metric.role is None]
    if others:
        yield "other metrics", others
