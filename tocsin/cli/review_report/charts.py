"""The parts of a page about a review that are charts: how soon alarms page, and what it costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.cost import cost_changes
from tocsin.diagnostics import elapsed
from tocsin.on_call import SEVERITIES
from tocsin.pages import Frame, Markup, element, joined, table, ticks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from tocsin.cost import Bill, CostChange
    from tocsin.review import PageTimeChange

_MOST = 30
_ROW, _TOP, _BOTTOM = 26.0, 8.0, 30.0
_WIDTH, _LEFT, _RIGHT = 960.0, 330.0, 76.0
_LONGEST_NAME = 46
_MINUTE = 60.0
_RANKS = {severity: rank for rank, severity in enumerate(SEVERITIES)}
_A_CENT = 0.01


def page_time_section(changes: Iterable[PageTimeChange]) -> Markup | None:
    """Return how soon alarms page, before and after; None if all page as soon as before."""
    found = sorted(changes, key=_importance)
    if not found:
        return None
    shown = found[:_MOST]
    rest = len(found) - _MOST
    columns = ("alarm", "severity", "promised within", "before", "after")
    rows = [
        (
            each.name,
            each.severity or "",
            "" if each.promised is None else elapsed(each.promised),
            elapsed(each.before),
            elapsed(each.after),
        )
        for each in found
    ]
    return element(
        "section",
        element("h2", "How soon alarms page"),
        element("p", "From the begin of a breach to the page, typically.", class_="note"),
        _legend(("was", "before"), ("worse-mark", "later"), ("better-mark", "sooner"),
                ("promise-mark", "promised by its severity")),
        element("div", _page_times(shown), class_="scroll"),
        element("p", f"and {rest:,} more alarms", class_="note") if rest > 0 else None,
        _as_table(columns, rows, numbers=3),
    )  # fmt: skip


def _importance(change: PageTimeChange) -> tuple[int, float, str]:
    rank = len(SEVERITIES) if change.severity is None else _RANKS[change.severity]
    return rank, change.before - change.after, change.name


def _page_times(changes: Sequence[PageTimeChange]) -> Markup:
    greatest = max(max(each.before, each.after, each.promised or 0.0) for each in changes)
    scale = ticks(0.0, greatest / _MINUTE)
    frame = _frame(len(changes))
    parts = [*_axis(frame, scale, lambda value: f"{value:g} min")]
    for number, each in enumerate(changes):
        parts += _page_time(frame, number, each, scale[-1] * _MINUTE)
    return frame.image("How soon alarms page, before and after", parts, has_title=False)


def _page_time(
    frame: Frame, number: int, change: PageTimeChange, greatest: float
) -> Iterator[Markup]:
    y = _TOP + (number + 0.5) * _ROW
    was, now = (frame.x(each, 0.0, greatest) for each in (change.before, change.after))
    kind = "worse" if change.after > change.before else "better"
    said = f"{change.name}: {elapsed(change.before)} → {elapsed(change.after)}"
    yield _name(change.name, y)
    if change.promised is not None:
        x = frame.x(change.promised, 0.0, greatest)
        title = element("title", f"{change.severity} promises {elapsed(change.promised)}")
        yield element("line", title, x1=x, x2=x, y1=y - 9, y2=y + 9, class_="promise")
    yield element("line", x1=was, x2=now, y1=y, y2=y, class_=f"move {kind}-line")
    yield element("circle", element("title", said), cx=was, cy=y, r=5, class_="was")
    yield element("circle", element("title", said), cx=now, cy=y, r=6, class_=f"{kind}-mark")
    yield element("text", elapsed(change.after), x=frame.width - _RIGHT + 10, y=y + 4, class_="now")


def cost_section(bills: tuple[Bill, Bill] | None) -> Markup | None:
    """Return what monitoring costs a month, before and after; None if it is as before."""
    changes = cost_changes(*bills) if bills else ()
    if not bills or not changes:
        return None
    rows = [
        (each.price.title, f"{each.usd_before:,.2f}", f"{each.usd_after:,.2f}", f"{each.usd:+,.2f}")
        for each in changes
    ]
    before, after = (bill.usd for bill in bills)
    rows.append(("all of it", f"{before:,.2f}", f"{after:,.2f}", f"{after - before:+,.2f}"))
    lists = "; ".join(each.of_what for each in bills[1].prices)
    return element(
        "section",
        element("h2", "What monitoring costs a month"),
        element("p", f"In USD, by {lists}.", class_="note"),
        _legend(("was", "before"), ("after-mark", "after")),
        element("div", _costs(changes[:_MOST]), class_="scroll"),
        _as_table(("what", "before", "after", "change"), rows, numbers=3),
    )


def _costs(changes: Sequence[CostChange]) -> Markup:
    greatest = max(max(each.usd_before, each.usd_after) for each in changes)
    scale = ticks(0.0, max(greatest, _A_CENT))
    frame = _frame(len(changes))
    parts = [*_axis(frame, scale, lambda value: f"{value:,g}")]
    for number, each in enumerate(changes):
        top = _TOP + number * _ROW
        parts.append(_name(each.price.title, top + _ROW / 2))
        said = f"{each.price.title}: {each.usd_before:,.2f} → {each.usd_after:,.2f} USD"
        for at, usd, kind in ((3.0, each.usd_before, "was"), (13.0, each.usd_after, "after-mark")):
            width = frame.x(usd, 0.0, scale[-1]) - _LEFT
            bar = element("title", said)
            parts.append(
                element("rect", bar, x=_LEFT, y=top + at, width=width, height=9, class_=kind)
            )
        x = frame.width - _RIGHT + 10
        parts.append(element("text", f"{each.usd:+,.2f}", x=x, y=top + 17, class_="now"))
    return frame.image("What monitoring costs a month, before and after", parts, has_title=False)


def _frame(rows: int) -> Frame:
    height = _TOP + rows * _ROW + _BOTTOM
    return Frame(width=_WIDTH, height=height, left=_LEFT, right=_RIGHT, top=_TOP, bottom=_BOTTOM)


def _axis(frame: Frame, scale: Sequence[float], write: Callable[[float], str]) -> Iterator[Markup]:
    low = frame.height - _BOTTOM
    for value in scale:
        x = frame.x(value, 0.0, scale[-1])
        label = element("text", write(value), x=x, y=low + 18, text_anchor="middle")
        yield joined(element("line", x1=x, x2=x, y1=_TOP, y2=low, class_="grid"), label)


def _name(name: str, y: float) -> Markup:
    is_long = len(name) > _LONGEST_NAME
    shown = f"{name[: _LONGEST_NAME - 1]}…" if is_long else name
    title = element("title", name) if is_long else None
    return element("text", title, shown, x=_LEFT - 10, y=y + 4, class_="name")


def _legend(*items: tuple[str, str]) -> Markup:
    found = (
        element("li", element("span", class_=f"swatch {kind}"), words) for kind, words in items
    )
    return element("ul", *found, class_="legend")


def _as_table(columns: Sequence[str], rows: Sequence[Sequence[object]], *, numbers: int) -> Markup:
    made = table(columns, rows, numbers=numbers)
    return element("details", element("summary", "as a table"), made)
