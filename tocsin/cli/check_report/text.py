"""What was found, as people read it in a terminal."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath

from tocsin.cli.check_report.coverage import coverage_lines
from tocsin.cli.check_report.folding import Group, grouped_findings, grouped_questions
from tocsin.cli.check_report.result import CheckResult
from tocsin.cli.check_report.spot import spot
from tocsin.cli.check_report.summary import summary
from tocsin.cli.layout import INDENT, Line, labelled, wrapped
from tocsin.diagnostics import Location, excerpt
from tocsin.triage import Finding, OpenQuestion, Place

_MOST_NAMED = 4
_MOST_PARTS = 3
"""Of a path that is shown whole where it is one of several."""
_STYLES: Mapping[str, str] = {"error": "bold red", "warning": "yellow", "note": "cyan"}


def result_lines(
    width: int, result: CheckResult, *, everything: bool, with_undecided: bool
) -> Iterator[Line]:
    """Yield what counts, perhaps what is open, and how much of each there is.

    Args:
        width: How many columns there are.
        result: What was found.
        everything: Whether each problem is shown, not one for all that say the same.
        with_undecided: Whether what is open is shown, not only counted.
    """
    for group in grouped_findings(result.shown, apart=everything):
        yield from _finding(group, width)
    if with_undecided:
        for question in grouped_questions(result.triage.questions, apart=everything):
            yield from _question(question, width)
    yield from coverage_lines(width, result, everything=everything)
    counts = result.counts
    style = "bold red" if counts["errors"] else "yellow" if counts["warnings"] else "green"
    text = summary(result, with_undecided=with_undecided)
    yield from (Line(each, style) for each in wrapped(text, width))


def _finding(group: Group[Finding], width: int) -> Iterator[Line]:
    finding = group.first
    problem = finding.problem
    style = _STYLES[problem.severity]
    head = f"{_begin(problem.where)}: {problem.severity}: {problem.what} [{problem.kind}]"
    yield from (Line(each, style) for each in wrapped(head, width))
    yield from _at(finding.place, problem.where, width)
    yield from map(Line, excerpt(problem.where))
    if problem.why:
        yield from labelled("why", problem.why, width)
    yield from labelled("fix", problem.fix, width)
    places = [(each.place, each.problem.where) for each in group.others]
    yield from _more(places, problem.where, width)
    yield Line("")


def _question(group: Group[OpenQuestion], width: int) -> Iterator[Line]:
    undecided = group.first.undecided
    head = f"{_begin(undecided.where)}: undecided: {undecided.why} [{undecided.check}]"
    yield from (Line(each, "magenta") for each in wrapped(head, width))
    yield from _at(group.first.place, undecided.where, width)
    yield from labelled("fix", undecided.fix, width)
    places = [(each.place, each.undecided.where) for each in group.others]
    yield from _more(places, undecided.where, width)
    yield Line("")


def _begin(where: Location) -> str:
    position = where.position
    return f"{where.source}:{position.line}:{position.column}" if position else where.source


def _at(place: Place, where: Location, width: int) -> list[Line]:
    text = spot(place, where)
    return labelled("at", text, width) if text else []


def _more(places: Sequence[tuple[Place, Location]], first: Location, width: int) -> list[Line]:
    """Name some of those of which the same is said."""
    if not places:
        return []
    # To name the last one takes no more room than to count it.
    shown = places if len(places) == _MOST_NAMED + 1 else places[:_MOST_NAMED]
    named = [_short(place, where, first) for place, where in shown]
    rest = len(places) - len(shown)
    more = f" and {rest} others (--all shows each)" if rest else ""
    text = f"{', '.join(named)}{more}"
    begin = f"{INDENT}and {len(places)} more: "
    return [Line(each) for each in wrapped(text, width, begin=begin, hang=INDENT * 2)]


def _file(where: Location, first: Location) -> str:
    """Return the name of a file beside another; of one elsewhere also that of its folder."""
    path = PurePath(where.source)
    if path.parent == PurePath(first.source).parent:
        return path.name
    return where.source if len(path.parts) <= _MOST_PARTS else f"…/{path.parent.name}/{path.name}"


def _short(place: Place, where: Location, first: Location) -> str:
    file = "" if where.source == first.source else f"{_file(where, first)}:"
    line = where.position.line if where.position else None
    if line is None:
        return place.name or where.subject
    return f"{place.name or where.subject} ({file or 'line '}{line})"
