"""The catalogue as a page of the documentation: an index, and a section for each type."""

from collections.abc import Iterable, Iterator

from tocsin.catalogue import RecommendedAlarm, ResourceType
from tocsin.cli.catalogue.text import (
    by_namespace,
    condition,
    delay_text,
    delays,
    needs,
    signals,
    totals,
)
from tocsin.timing import Delay

_INTRODUCTION = """\
# Catalogue

What Tocsin knows of AWS: {totals}. Naming a resource by its type in a viewpoint brings
the type's alarms along, each with a [runbook to begin with](operations.md), and a row on its
dashboards, traffic first. Each alarm can be changed or left out there.

- *Only with* is what a resource has to say for an alarm, beside what names it; `tocsin plan`
  lists the alarms that it has.
- A *setting* is a fact of the resource from which thresholds follow, as `timeout: 30s`. An alarm
  whose setting is not given is left out.
- The *delay* is the time from the end of a period until its datapoint is there;
  `tocsin catalogue TYPE` says how that is known.

Some services have no metrics in CloudWatch that could be watched. AWS Batch tells of jobs by events
alone: watch the Auto Scaling group or the Container Insights of its compute environments, and the
events of its jobs. AWS Budgets tell by mail or Amazon SNS themselves: `billing_account` watches
what is charged. Amazon Lightsail keeps metrics and alarms to itself.

This page is made from `tocsin/catalogue/data` by `tocsin catalogue --markdown`.
`tocsin catalogue TYPE` shows one type in the terminal, a word in its place finds types by what
people call them (`alb`, `kafka`), and `tocsin catalogue --json` has everything for programs.
[own-resource-types.md](own-resource-types.md) says how to describe what is not here, and what the
keys of the JSON are.
"""


def catalogue_page(kinds: Iterable[ResourceType]) -> str:
    """Return the whole page."""
    groups = list(by_namespace(kinds))
    found = [kind for _, several in groups for kind in several]
    introduction = _INTRODUCTION.format(totals=totals(found))
    return "\n".join([introduction, *_index(groups), *map(_section, found)])


def _index(groups: Iterable[tuple[str, list[ResourceType]]]) -> Iterator[str]:
    yield "| Namespace | Types |"
    yield "|---|---|"
    for namespace, several in groups:
        links = (f"[{kind.name}](#{kind.name})" for kind in several)
        yield f"| {namespace} | {', '.join(links)} |"
    yield ""


def _section(kind: ResourceType) -> str:
    return "\n".join(
        [
            f"## `{kind.name}`\n",
            f"{kind.title}; its metrics are [documented here]({kind.source}).\n",
            *_keys(kind),
            *(f"- {role}: {_spans(names)}" for role, names in signals(kind)),
            *(_delay(delay, names) for delay, names in delays(kind)),
            "",
            "| Alarm | Severity | Metrics | Fires when | Only with | Source or reason |",
            "|---|---|---|---|---|---|",
            *(_row(kind, alarm) for alarm in kind.alarms.values()),
            "",
        ]
    )


def _keys(kind: ResourceType) -> Iterator[str]:
    """Yield what a resource of the type says in a viewpoint."""
    if kind.region is not None:
        yield f"- Its metrics are in {kind.region} alone."
    for each in kind.identifiers.values():
        if each.constant is None:
            optional = "" if each.required else " (may be left out)"
            yield f"- `{each.name}`: {each.means}, as `{each.example}`{optional}"
    for setting in kind.settings.values():
        example = f"`{setting.example}`{setting.limits}"
        yield f"- `{setting.name}`: {setting.means}, as {example} (setting)"
    for opt_in in kind.opt_ins.values():
        yield f"- `opt_ins: [{opt_in.name}]`: {opt_in.means}"


def _delay(delay: Delay, names: list[str]) -> str:
    source = "assumed" if delay.source.startswith("assumed") else f"[AWS]({delay.source})"
    of = f" of {_spans(names)}" if names else ""
    return f"- delay{of}: {delay_text(delay)} ({source})"


def _row(kind: ResourceType, alarm: RecommendedAlarm) -> str:
    metrics = _spans(dict.fromkeys(query.metric for query in alarm.queries))
    why = f"[AWS]({alarm.source})" if alarm.source else (alarm.reason or "").replace("|", "\\|")
    only = needs(kind, alarm).removeprefix("only with ")
    cells = (f"`{alarm.id}`", alarm.severity, metrics, condition(alarm), only, why)
    return f"| {' | '.join(cells)} |"


def _spans(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
