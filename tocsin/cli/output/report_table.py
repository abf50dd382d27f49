"""The form of the tables of a back-test."""

from typing import Literal

from rich.table import Table

from tocsin.diagnostics import printable_line


def report_table(title: str, *columns: str, caption: str | None = None) -> Table:
    """Return an empty table; the columns whose names begin with # stand to the right."""
    table = Table(
        title=printable_line(title),
        title_justify="left",
        title_style="bold",
        caption=caption,
        caption_justify="left",
    )
    for name in columns:
        justify: Literal["left", "right"] = "right" if name.startswith("#") else "left"
        table.add_column(name.lstrip("#"), justify=justify, overflow="fold")
    return table
