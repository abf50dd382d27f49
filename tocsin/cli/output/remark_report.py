"""Remarks on the alarms of templates in the terminal."""

from collections.abc import Iterable

from rich.console import Console

from tocsin.diagnostics import Problem

_MOST_OF_A_KIND = 3


def print_remarks(console: Console, remarks: Iterable[Problem]) -> None:
    """Print what is odd about alarms that AWS takes; of a kind that is there often, the first."""
    by_kind: dict[str, list[Problem]] = {}
    for remark in remarks:
        by_kind.setdefault(remark.kind, []).append(remark)
    for kind, found in by_kind.items():
        for remark in found[:_MOST_OF_A_KIND]:
            console.print(f"{remark.severity}: {remark} [{kind}]", style="yellow")
        if len(found) > _MOST_OF_A_KIND:
            console.print(f"and {len(found) - _MOST_OF_A_KIND} more [{kind}]", style="yellow")
