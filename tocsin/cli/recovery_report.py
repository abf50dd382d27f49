"""What is shown of data stores: for terminals, for programs and for pull requests."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import Any

from rich.console import Group
from rich.table import Table
from rich.text import Text

from tocsin.cli.terminal import counted
from tocsin.diagnostics import markdown_text
from tocsin.recovery import (
    Amount,
    Assessment,
    FoundStore,
    Store,
    Verdict,
    Way,
    arithmetic,
    assess,
    is_missed,
    length_text,
)

_STYLES = {"met": "green", "not met": "bold red", "not shown": "yellow", "not claimed": "dim"}
_COLUMNS = ("store", "scenario", "objective", "verdict", "by", "arithmetic")


def misses(found: Iterable[FoundStore]) -> bool:
    """Return whether anything that is claimed is not met, or not shown."""
    return any(is_missed(verdict) for each in found for verdict in _verdicts(each))


def _verdicts(found: FoundStore) -> Iterator[Verdict]:
    for each in assess(found.store):
        yield each.rpo
        yield each.rto


def recovery_text(found: Sequence[FoundStore], *, everything: bool) -> Iterator[Group | Text]:
    """Yield what a terminal shows of each store, and the sum of it.

    Args:
        found: The stores.
        everything: Whether the other ways back are shown as well.
    """
    for each in found:
        store = each.store
        title = Text(f"{store.name}, {store.type or 'a type that is not known'} in {store.region}")
        title.stylize("bold")
        table = Table.grid(padding=(0, 2))
        for width in (12, 10, 11):
            table.add_column(min_width=width, no_wrap=True)
        table.add_column(overflow="fold")
        for assessment in assess(store):
            for row in assessment_rows(assessment, everything=everything):
                table.add_row(*row)
        unknown = [Text(f"  not reckoned with: {why}", style="yellow") for why in each.unknown]
        yield Group(title, table, *unknown, Text(""))
    yield Text(_sum(found))


def assessment_rows(
    assessment: Assessment, *, everything: bool = False
) -> Iterator[tuple[Text, Text, Text, Text]]:
    """Yield scenario, objective, verdict and why of each objective, or of none that is claimed."""
    way = assessment.way
    scenario = f"  {assessment.scenario}"
    claims = list(_claims(assessment))
    for name, length, verdict, amount in claims:
        yield (
            Text(scenario),
            Text(f"{name} {length_text(length)}"),
            Text(verdict, style=_STYLES[verdict]),
            Text(_amount(way, amount, name)),
        )
        scenario = ""
    if not claims:
        nothing = Text("not claimed", style=_STYLES["not claimed"])
        yield Text(scenario), Text(""), nothing, Text(_best(way), style="dim")
    for other in assessment.others if everything else ():
        yield Text(""), Text(""), Text("or", style="dim"), Text(_best(other), style="dim")


def _claims(assessment: Assessment) -> Iterator[tuple[str, timedelta, Verdict, Amount | None]]:
    """Yield each objective that is claimed, with what there is of it."""
    objective, way = assessment.objective, assessment.way
    if objective is not None and objective.rpo is not None:
        yield "RPO", objective.rpo, assessment.rpo, way.loss if way else None
    if objective is not None and objective.rto is not None:
        yield "RTO", objective.rto, assessment.rto, way.recovery if way else None


def _amount(way: Way | None, amount: Amount | None, name: str) -> str:
    if way is None:
        return "no way back"
    if amount is None:
        missing = "how much is lost" if name == "RPO" else "how long it takes"
        return f"{way.by}: nothing says {missing}"
    sum_ = length_text(amount.length)
    return f"{sum_} by {way.by}: {arithmetic(amount)} ({amount.basis})"


def _best(way: Way | None) -> str:
    if way is None:
        return "no way back"
    loss = "an unknown time" if way.loss is None else length_text(way.loss.length)
    recovery = "" if way.recovery is None else f", back after {length_text(way.recovery.length)}"
    return f"loses {loss} by {way.by}{recovery}"


def _sum(found: Sequence[FoundStore]) -> str:
    verdicts = [verdict for each in found for verdict in _verdicts(each)]
    claimed = [verdict for verdict in verdicts if verdict != "not claimed"]
    parts = [
        f"{claimed.count(each)} {each}"
        for each in ("met", "not met", "not shown")
        if claimed.count(each)
    ]
    said = f": {', '.join(parts)}" if parts else ""
    return f"{counted(len(found), 'data store')}, {counted(len(claimed), 'objective')}{said}"


def recovery_data(found: Iterable[FoundStore]) -> dict[str, Any]:
    """Return the same for programs; lengths of time are seconds."""
    return {
        "stores": [
            {
                **store_data(each.store),
                "where": str(each.where),
                "not_reckoned": list(each.unknown),
            }
            for each in found
        ]
    }


def store_data(store: Store) -> dict[str, Any]:
    """Return what becomes of a store in each scenario; lengths of time are seconds."""
    return {
        "name": store.name,
        "type": store.type,
        "region": store.region,
        "scenarios": {
            assessment.scenario: _assessment_data(assessment) for assessment in assess(store)
        },
    }


def _assessment_data(assessment: Assessment) -> dict[str, Any]:
    claimed = {name: _seconds(length) for name, length, _, _ in _claims(assessment)}
    return {
        "rpo": {"objective": claimed.get("RPO"), "verdict": assessment.rpo},
        "rto": {"objective": claimed.get("RTO"), "verdict": assessment.rto},
        "way": _way_data(assessment.way),
        "others": [_way_data(each) for each in assessment.others],
    }


def _way_data(way: Way | None) -> dict[str, Any] | None:
    if way is None:
        return None
    return {
        "by": way.by,
        "region": way.region,
        "loss": _amount_data(way.loss),
        "recovery": _amount_data(way.recovery),
    }


def _amount_data(amount: Amount | None) -> dict[str, Any] | None:
    if amount is None:
        return None
    return {
        "seconds": _seconds(amount.length),
        "basis": amount.basis,
        "parts": [
            {
                "what": part.what,
                "seconds": _seconds(part.length),
                "basis": part.basis,
                "source": part.source,
            }
            for part in amount.parts
        ],
    }


def _seconds(length: timedelta | None) -> int | None:
    return None if length is None else int(length.total_seconds())


def recovery_markdown(found: Sequence[FoundStore]) -> str:
    """Return a table of Markdown."""
    lines = [f"| {' | '.join(_COLUMNS)} |", f"|{'---|' * len(_COLUMNS)}"]
    for each in found:
        for assessment in assess(each.store):
            for scenario, objective, verdict, text in assessment_rows(assessment):
                by, _, sum_ = text.plain.partition(": ")
                cells = (
                    each.store.name,
                    scenario.plain.strip() or assessment.scenario,
                    objective.plain,
                    verdict.plain,
                    by,
                    sum_,
                )
                lines.append(f"| {' | '.join(map(markdown_text, cells))} |")
    return "\n".join([*lines, "", markdown_text(_sum(found)), ""])
