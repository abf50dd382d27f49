"""What changes as one HTML page that needs nothing else."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tocsin.cli.review_report.charts import cost_section, page_time_section
from tocsin.cli.review_report.folding import folded
from tocsin.cli.review_report.text import summary
from tocsin.on_call import SEVERITIES
from tocsin.pages import Markup, details, element, joined, page, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tocsin.cli.review_report.folding import Alike
    from tocsin.cli.review_report.result import ReviewResult
    from tocsin.review import Change, Group

_MOST_ROWS = 500
"""Of a service: what is said of thousands of alarms in thousands of ways nobody reads."""


def review_page(result: ReviewResult) -> str:
    """Return the page; it refers to nothing outside of itself and runs no script."""
    sections = (
        _head(result),
        _tiles(result),
        page_time_section(result.review.page_times),
        cost_section(result.review.bills),
        *map(_group, result.review.groups),
    )
    return page(f"From {result.base} to {result.head}", sections)


def _head(result: ReviewResult) -> Markup:
    said, _ = summary(result)
    return element(
        "header",
        element("h1", "What changes for the people on call"),
        element("p", f"From {result.base} to {result.head}", class_="soft"),
        element("p", f"{said[:1].upper()}{said[1:]}."),
    )


def _tiles(result: ReviewResult) -> Markup:
    review = result.review
    found = Counter(each.severity for each in review.changes if each.matters)
    shown = [each for each in SEVERITIES if found[each] or each != "info"]
    tiles = [_tile(f"{found[each]:,}", f"{each} to look at") for each in shown]
    better = sum(each.effect == "better" for each in review.changes)
    tiles.append(_tile(f"{better:,}", "better than before"))
    old, new = review.alarms
    tiles.append(_tile(f"{new:,}", "alarms", "" if old == new else f"{old:,} before"))
    if review.bills is not None:
        before, after = (f"{bill.usd:,.2f}" for bill in review.bills)
        more = "" if before == after else f"{before} before"
        tiles.append(_tile(after, "USD a month", more))
    return element("div", *tiles, class_="tiles")


def _tile(figure: str, label: str, more: str = "") -> Markup:
    return element(
        "div",
        element("span", figure, class_="figure"),
        element("span", label, class_="label"),
        element("div", more, class_="more") if more else None,
        class_="tile",
    )


def _group(group: Group) -> Markup:
    name = group.name if group.is_service else f"Stack {group.name}"
    alike = folded(group.changes)
    rest = len(alike) - _MOST_ROWS
    rows = [_row(each) for each in alike[:_MOST_ROWS]]
    return element(
        "section",
        element("h2", name if group.name else "All of it"),
        table(("change", "how urgent"), rows),
        element("p", f"and {rest:,} more", class_="note") if rest > 0 else None,
    )


def _row(alike: Alike) -> tuple[Markup, Markup]:
    change = alike.first
    badge = element("span", change.severity, class_=f"badge badge-{_badge(change)}")
    effect = "" if change.effect == "other" else change.effect
    does = element("div", effect, class_=f"note {effect}") if effect else None
    return element("div", *_said(alike)), joined(badge, does)


def _said(alike: Alike) -> Iterator[Markup]:
    change = alike.first
    yield element("div", change.sentence)
    for word, text in (("why", change.why), ("fix", change.fix), ("at", _place(change))):
        if text:
            yield element("div", f"{word}: {text}", class_="note")
    if alike.others:
        yield details(f"The same of {len(alike.others):,} more", alike.other_names)


def _badge(change: Change) -> str:
    return change.severity if change.matters else "none"


def _place(change: Change) -> str:
    place = "/".join(filter(None, (change.stack, change.logical_id)))
    gone = " (no longer there)" if change.side == "base" else ""
    return f"{place}{gone} [{change.rule or change.kind}]".lstrip()
