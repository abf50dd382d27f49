"""What changes, as people read it in a terminal."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tocsin.cli.layout import Line, labelled, wrapped
from tocsin.cli.review_report.folding import Alike, folded
from tocsin.cli.terminal import SEVERITY_STYLES
from tocsin.on_call import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tocsin.cli.review_report.result import ReviewResult
    from tocsin.review import Change, Effect, Group

_MOST_NAMED = 4
_SIGNS: Mapping[Effect, str] = {"worse": "-", "better": "+", "other": "~"}


def review_lines(width: int, result: ReviewResult, *, everything: bool) -> Iterator[Line]:
    """Yield the changes by service or stack, and how many there are.

    Args:
        width: How many columns there are.
        result: What was found.
        everything: Whether each change is shown, with its reason and its place.
    """
    for group in result.review.groups:
        yield Line(_title(group), "bold")
        for alike in folded(group.changes, apart=everything):
            yield from _change(alike, width, result, everything=everything)
        yield Line("")
    text, style = summary(result)
    yield from (Line(each, style) for each in wrapped(text, width))


def _title(group: Group) -> str:
    if not group.name:
        return "all of it"
    return group.name if group.is_service else f"stack {group.name}"


def _change(alike: Alike, width: int, result: ReviewResult, *, everything: bool) -> Iterator[Line]:
    change = alike.first
    begin = f"  {_SIGNS[change.effect]} {change.severity:<8} "
    style = SEVERITY_STYLES[change.severity] if change.matters else ""
    more = _others(alike)
    text = f"{change.sentence}{more} [{change.rule or change.kind}]"
    hang = " " * len(begin)
    yield from (Line(each, style) for each in wrapped(text, width, begin=begin, hang=hang))
    if everything:
        yield from _details(change, width, result)


def _others(alike: Alike) -> str:
    if not alike.others:
        return ""
    names = alike.other_names
    shown = names if len(names) == _MOST_NAMED + 1 else names[:_MOST_NAMED]
    rest = len(names) - len(shown)
    more = f" and {rest:,} more (--all shows each)" if rest else ""
    return f" The same of {', '.join(shown)}{more}."


def _details(change: Change, width: int, result: ReviewResult) -> Iterator[Line]:
    position = change.where.position
    line = f":{position.line}" if position else ""
    gone = " (in BASE)" if change.side == "base" else ""
    yield from labelled("at", f"{result.file(change.where)}{line}{gone}", width)
    if change.why:
        yield from labelled("why", change.why, width)
    if change.fix:
        yield from labelled("fix", change.fix, width)


def summary(result: ReviewResult) -> tuple[str, str]:
    """Return how many changes there are in a sentence, and how it looks where there are colours."""
    review = result.review
    sizes = _sizes(result)
    if not review.changes:
        return f"nothing changes for the people on call; {sizes}", "green"
    found = Counter(each.severity for each in review.changes if each.matters)
    rest = len(review.changes) - found.total()
    others = f"{_counted(rest, 'other change')}; {sizes}"
    if not found:
        return f"nothing that needs a look; {others}", "green"
    parts = ", ".join(f"{found[each]:,} {each}" for each in SEVERITIES if found[each])
    looks = "change needs a look" if found.total() == 1 else "changes need a look"
    style = SEVERITY_STYLES["critical" if found["critical"] else "warning"]
    join = ", " if rest else "; "
    return f"{found.total():,} {looks} ({parts}){join}{others if rest else sizes}", style


def _sizes(result: ReviewResult) -> str:
    (old, new), (before, after) = result.review.alarms, result.review.stacks
    alarms = f"{'' if old == new else f'{old:,} → '}{_counted(new, 'alarm')}"
    stacks = f"{'' if before == after else f'{before:,} → '}{_counted(after, 'stack')}"
    return f"{alarms} in {stacks}"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
