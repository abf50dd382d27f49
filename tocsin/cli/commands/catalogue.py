"""`tocsin catalogue`: the resource types, as tables and as the page of the documentation."""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from tocsin.catalogue import (
    RecommendedAlarm,
    ResourceType,
    SettingShare,
    UnknownResourceTypeError,
    load_resource_type,
    read_resource_type,
    resource_types,
)
from tocsin.cli.terminal import about, output, put, refuse
from tocsin.diagnostics import (
    CORE,
    InvalidInputError,
    elapsed,
    format_duration,
    number_text,
    read_text_file,
)
from tocsin.plan import TYPE_FILES, runbook_path
from tocsin.timing import Delay
from tocsin.viewpoint import COMPARISONS


def _known_types(begun: str) -> list[str]:
    return [name for name in resource_types() if name.startswith(begun)]


Type = Annotated[
    str | None,
    typer.Argument(
        metavar="TYPE",
        help="Show one resource type, or the one in a file.",
        autocompletion=_known_types,
    ),
]
Markdown = Annotated[bool, typer.Option("--markdown", help="Print every type as Markdown.")]

_SIGNS = {comparison: sign for sign, comparison in COMPARISONS.items()}
_INTRODUCTION = """\
# Catalogue

This page is made from `tocsin/catalogue/data` by `tocsin catalogue --markdown`.
Naming a resource by its type in a viewpoint brings these alarms along; each can be changed or left
out there.

Some services have no metrics in CloudWatch that could be watched. AWS Batch tells of jobs by events
alone: watch the Auto Scaling group or the Container Insights of its compute environments, and the
events of its jobs. Amazon Lightsail keeps metrics and alarms to itself.
"""


def run(resource_type: Type = None, *, markdown: Markdown = False) -> None:
    """List the resource types, or the identifiers and alarms of one of them."""
    if markdown:
        put(_page(map(load_resource_type, resource_types())))
    elif resource_type is None:
        output().print(_types())
    else:
        try:
            _show(output(), _read(resource_type))
        except InvalidInputError as error:
            raise refuse(error.problems) from error
        except UnknownResourceTypeError as error:
            problem = about("TYPE", "option/unknown-resource-type", error.what, error.fix)
            raise refuse([problem]) from error


def _read(name: str) -> ResourceType:
    """Return a type of the catalogue, or the one that a file describes.

    Raises:
        UnknownResourceTypeError: It is not a name of the catalogue.
        InvalidInputError: The file cannot be read.
    """
    if not name.endswith(TYPE_FILES):
        return load_resource_type(name)
    text = read_text_file(Path(name), maximum_bytes=CORE.maximum_bytes, too_large="split it")
    return read_resource_type(text, name)


def _types() -> Table:
    longest = max(map(len, resource_types()))
    names = Column("type", no_wrap=True, min_width=longest)
    table = Table(names, "what", "identifiers", "alarms")
    for name in resource_types():
        kind = load_resource_type(name)
        identifiers = [
            *kind.required_identifiers,
            *(f"[{each}]" for each in kind.optional_identifiers),
        ]
        table.add_row(name, kind.title, " ".join(identifiers), str(len(kind.alarms)))
    table.caption = "Identifiers in brackets may be left out."
    table.caption_justify = "left"
    return table


def _show(console: Console, kind: ResourceType) -> None:
    console.print(Text.assemble((kind.name, "bold"), f": {kind.title}\n"))
    for each in kind.identifiers.values():
        if each.constant is None:
            need = "needed" if each.required else "may be left out"
            console.print(f"  {each.name}: {each.means}, as {each.example} ({need})")
    for opt_in in kind.opt_ins.values():
        console.print(f"  opt_ins: [{opt_in.name}]: {opt_in.means}")
    for delay in _delays(kind):
        console.print(f"  datapoints come {delay}")
    console.print()
    table = Table(Column("alarm", no_wrap=True), "severity", "fires when", "means")
    for alarm in kind.alarms.values():
        table.add_row(alarm.id, alarm.severity, _condition(alarm), alarm.what_happened)
    console.print(table)


def _page(kinds: Iterable[ResourceType]) -> str:
    return "\n".join([_INTRODUCTION, *(_page_section(kind) for kind in kinds)])


def _page_section(kind: ResourceType) -> str:
    identifiers = [
        f"- `{each.name}`: {each.means}, as `{each.example}`"
        + ("" if each.required else " (may be left out)")
        for each in kind.identifiers.values()
        if each.constant is None
    ]
    opt_ins = [f"- `opt_ins: [{each.name}]`: {each.means}" for each in kind.opt_ins.values()]
    return "\n".join(
        [
            f"## `{kind.name}`\n",
            f"{kind.title}; its metrics are [documented here]({kind.source}).\n",
            *identifiers,
            *opt_ins,
            *(f"- Datapoints come {delay}" for delay in _delays(kind)),
            "",
            "| Alarm | Severity | Metrics | Fires when | Source or reason |",
            "|---|---|---|---|---|",
            *(_page_row(kind, alarm) for alarm in kind.alarms.values()),
            "",
        ]
    )


def _delays(kind: ResourceType) -> list[str]:
    """Return how late the metrics of a type are, in words, the most of them first."""
    counts = Counter(metric.delay for metric in kind.metrics.values())
    return [
        f"typically {elapsed(delay.typical)} and at worst {elapsed(delay.worst)} after their "
        f"period ({delay.source})"
        + ("" if delay == counts.most_common(1)[0][0] else f": {_named(kind, delay)}")
        for delay, _ in counts.most_common()
    ]


def _named(kind: ResourceType, delay: Delay) -> str:
    return ", ".join(f"`{name}`" for name, each in kind.metrics.items() if each.delay == delay)


def _page_row(kind: ResourceType, alarm: RecommendedAlarm) -> str:
    metrics = ", ".join(dict.fromkeys(f"`{query.metric}`" for query in alarm.queries))
    why = f"[AWS]({alarm.source})" if alarm.source else (alarm.reason or "").replace("|", "\\|")
    runbook = f"../runbooks/{runbook_path(kind.name, alarm.id)}"
    return (
        f"| [{alarm.id}]({runbook}) | {alarm.severity} | {metrics} | {_condition(alarm)} | {why} |"
    )


def _condition(alarm: RecommendedAlarm) -> str:
    """Return the condition in the words of a viewpoint: `> 80 % for 2 of 2 periods of 5m`."""
    threshold = alarm.threshold
    limit = (
        f"{number_text(threshold.share * 100)} % of its {threshold.of}"
        if isinstance(threshold, SettingShare)
        else f"{number_text(threshold)} {alarm.threshold_unit}"
    )
    return (
        f"{_SIGNS[alarm.comparison]} {limit} "
        f"for {alarm.datapoints_to_alarm} of {alarm.evaluation_periods} periods "
        f"of {format_duration(timedelta(seconds=alarm.period))}"
    )
