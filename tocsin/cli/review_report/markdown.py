"""What changes as Markdown, for a comment on a pull request: what matters first, the rest folded.

Nothing of a template acts in it: no mention, no link, no element, no column of a table.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tocsin.cli.review_report.folding import Alike, folded
from tocsin.cli.review_report.text import summary
from tocsin.diagnostics import comment_text
from tocsin.on_call import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tocsin.cli.failed_run import FailedRun
    from tocsin.cli.review_report.result import ReviewResult
    from tocsin.review import Change, Group

_LONGEST = 62_000
"""In bytes: a comment of GitHub has 65,536 characters at most, a marker among them."""
_MOST_FIRST = 10
_MOST_NAMED = 4
_MOST_OF_FIRST = 20_000
"""In bytes: what matters is said again below."""
_LONGEST_TEXT = 1000
_END = "</table></details>\n"


def review_markdown(result: ReviewResult) -> str:
    """Return a comment: how much there is, what matters, and all by service."""
    begin = "".join(f"{line}\n" for line in (*_head(result), *_first(result)))
    end = f"\n{_foot(result)}\n"
    room = _LONGEST - _size(begin) - _size(end) - 200  # for what is said of the cut
    return f"{begin}{''.join(_fitting(_services(result), room))}{end}"


def review_markdown_of_failure(failed: FailedRun) -> str:
    """Return a comment of a run that came to no result, with what is wrong."""
    lines = [f"- {comment_text(str(each))}" for each in failed.problems[:_MOST_FIRST]] or [
        comment_text(failed.message)
    ]
    return "\n".join(["## Tocsin", "", "The change could not be reviewed.", "", *lines, ""])


def _head(result: ReviewResult) -> Iterator[str]:
    said, _ = summary(result)
    yield "## Tocsin: what changes for the people on call"
    yield ""
    yield f"{said[:1].upper()}{said[1:]}.{_cost(result)}"
    yield ""


def _cost(result: ReviewResult) -> str:
    if result.review.bills is None:
        return ""
    before, after = (bill.usd for bill in result.review.bills)
    if f"{before:.2f}" == f"{after:.2f}":
        return ""
    return f" Monitoring costs {before:,.2f} → {after:,.2f} USD a month."


def _first(result: ReviewResult) -> Iterator[str]:
    """Yield what matters, a line each."""
    found = folded(each for each in result.review.changes if each.matters)
    left, shown = _MOST_OF_FIRST, 0
    for alike in found[:_MOST_FIRST]:
        of = f"{_text(alike.first.group)}: " if alike.first.group else ""
        line = f"- **{alike.first.severity}** · {of}{_sentence(alike)}"
        left -= _size(line)
        if left < 0:
            break
        shown += 1
        yield line
    if len(found) > shown:
        yield f"- … and {len(found) - shown:,} more below"
    if found:
        yield ""


def _services(result: ReviewResult) -> Iterator[tuple[str, list[Alike], str]]:
    """Yield for each service how it begins, what is in it and how it ends."""
    for group in result.review.groups:
        begin = (
            f"<details><summary><b>{_text(_title(group))}</b>: "
            f"{_counts(group)}</summary>\n\n<table>\n"
        )
        yield begin, folded(group.changes), _END


def _title(group: Group) -> str:
    if not group.name:
        return "all of it"
    return group.name if group.is_service else f"stack {group.name}"


def _counts(group: Group) -> str:
    found = Counter(each.severity for each in group.changes if each.matters)
    rest = len(group.changes) - found.total()
    parts = [f"{found[each]:,} {each}" for each in SEVERITIES if found[each]]
    return ", ".join((*parts, *([f"{rest:,} other"] if rest else ())))


def _row(alike: Alike) -> str:
    """Return a row; in a table of HTML a text needs no care for columns and lines."""
    change = alike.first
    says = change.severity if change.matters else f"<i>{change.severity}</i>"
    lines = [_sentence(alike)]
    lines += [f"<i>why:</i> {_text(change.why)}"] if change.why else []
    lines += [f"<i>fix:</i> {_text(change.fix)}"] if change.fix else []
    lines.append(f"<sub>{_place(change)}</sub>")
    return f"<tr><td>{says}<br>{change.effect}</td><td>{'<br>'.join(lines)}</td></tr>\n"


def _sentence(alike: Alike) -> str:
    said = _text(alike.first.sentence)
    names = alike.other_names
    if not names:
        return said
    rest = len(names) - _MOST_NAMED
    more = f" and {rest:,} more" if rest > 0 else ""
    listed = ", ".join(_text(each) for each in names[:_MOST_NAMED])
    return f"{said} The same of {listed}{more}."


def _place(change: Change) -> str:
    gone = " (no longer there)" if change.side == "base" else ""
    place = "/".join(filter(None, (change.stack, change.logical_id)))
    where = f"{_text(place)}{gone} · " if place else ""
    return f"{where}{_text(change.rule or change.kind)}"


def _text(text: str) -> str:
    """Return a text of others; what a stranger's templates say may be of any length."""
    is_long = len(text) > _LONGEST_TEXT
    return comment_text(f"{text[: _LONGEST_TEXT - 1]}…" if is_long else text)


def _fitting(services: Iterable[tuple[str, list[Alike], str]], room: int) -> Iterator[str]:
    """Yield services and their rows as long as there is room, and how many there is none for."""
    left_out, is_full = 0, False
    for begin, every, end in services:
        rows: list[str] = []
        needed = _size(begin) + _size(end)
        while not is_full and len(rows) < len(every):
            row = _row(every[len(rows)])
            needed += _size(row)
            is_full = needed > room
            rows += [] if is_full else [row]
        left_out += len(every) - len(rows)
        if rows:
            room -= needed
            yield "".join((begin, *rows, end))
    if left_out:
        kinds = "kind of change is" if left_out == 1 else "kinds of changes are"
        yield f"\n**{left_out:,} more {kinds} not shown: the comment would be too long.**\n"


def _foot(result: ReviewResult) -> str:
    base, head = (_text(each) for each in (result.base, result.head))
    return f"<sub>From {base} to {head}; asks for a look from {result.fail_on} on.</sub>"


def _size(text: str) -> int:
    return len(text.encode("utf-8", "replace"))
