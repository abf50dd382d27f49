"""What all tables of a plan have in common."""

from typing import Literal

from rich.table import Table

from tocsin.plan import Plan


def place_in(plan: Plan, region: str) -> str:
    """Say the Region of what a stage may have in several."""
    return f" in {region}" if len(plan.regions) > 1 else ""


def new_table(title: str, *columns: str, numbers: tuple[str, ...] = ()) -> Table:
    """Return an empty table; the columns of *numbers* stand to the right."""
    table = Table(title=title, title_justify="left", title_style="bold", caption_justify="left")
    for column in columns:
        justify: Literal["left", "right"] = "right" if column in numbers else "left"
        table.add_column(column, justify=justify, overflow="fold")
    return table
