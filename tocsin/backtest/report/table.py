"""Tables of a page."""

from collections.abc import Iterable, Sequence

from tocsin.backtest.report.markup import Markup, element


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], *, numbers: int = 0) -> Markup:
    """Return a table.

    Args:
        columns: Their names.
        rows: Texts, or markup, for each column.
        numbers: How many of the last columns are numbers.
    """
    first_number = len(columns) - numbers

    def kind(index: int) -> str | None:
        return "number" if index >= first_number else None

    head = (
        element("th", name, scope="col", class_=kind(index)) for index, name in enumerate(columns)
    )
    body = (
        element("tr", *(element("td", cell, class_=kind(at)) for at, cell in enumerate(row)))
        for row in rows
    )
    made = element("table", element("thead", element("tr", *head)), element("tbody", *body))
    return element("div", made, class_="scroll")


def details(summary: str, names: Iterable[str]) -> Markup:
    """Return names that are shown when somebody asks for them."""
    items = (element("li", name) for name in sorted(names))
    return element("details", element("summary", summary), element("ul", *items))
