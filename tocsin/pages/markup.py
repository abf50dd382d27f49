"""HTML and SVG elements, and tables of them; every text is escaped."""

from collections.abc import Iterable, Sequence
from html import escape

from tocsin.diagnostics import printable


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


def element(name: str, *children: object, **attributes: object) -> Markup:
    """Return an element.

    Args:
        name: Such as `td`.
        children: Markup as it is, anything else as escaped text; None is left out.
        attributes: `class_` stands for `class`, other underscores for hyphens; None is left out.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_escaped(_text(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Markup(f"<{name}{written}>{joined(*children)}</{name}>")


def joined(*children: object) -> Markup:
    """Return markup one after another."""
    return Markup(
        "".join(
            child if isinstance(child, Markup) else _escaped(str(child))
            for child in children
            if child is not None
        )
    )


def _escaped(text: str) -> str:
    """Return a text of which nothing acts on the page, nor on how the page is written."""
    return escape(printable(text))


def _text(value: object) -> str:
    """Return an attribute's value; two decimals are finer than a pixel."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


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
