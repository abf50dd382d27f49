"""The page that lists every resource type with its alarms."""

from collections.abc import Iterable

from tocsin.catalogue import RecommendedAlarm, ResourceType
from tocsin.cli.output.recommended_condition import recommended_condition
from tocsin.plan import runbook_path

_INTRODUCTION = """\
# Catalogue

This page is made from `tocsin/catalogue/data` by `tocsin catalogue --markdown`.
Naming a resource by its type in a viewpoint brings these alarms along; each can be changed or left
out there.
"""


def catalogue_page(kinds: Iterable[ResourceType]) -> str:
    """Return the page as Markdown."""
    return "\n".join([_INTRODUCTION, *(_section(kind) for kind in kinds)])


def _section(kind: ResourceType) -> str:
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
            "",
            "| Alarm | Severity | Metrics | Fires when | Source or reason |",
            "|---|---|---|---|---|",
            *(_row(kind, alarm) for alarm in kind.alarms.values()),
            "",
        ]
    )


def _row(kind: ResourceType, alarm: RecommendedAlarm) -> str:
    metrics = ", ".join(dict.fromkeys(f"`{query.metric}`" for query in alarm.queries))
    why = f"[AWS]({alarm.source})" if alarm.source else (alarm.reason or "").replace("|", "\\|")
    runbook = f"../runbooks/{runbook_path(kind.name, alarm.id)}"
    return (
        f"| [{alarm.id}]({runbook}) | {alarm.severity} | {metrics} "
        f"| {recommended_condition(alarm)} | {why} |"
    )
