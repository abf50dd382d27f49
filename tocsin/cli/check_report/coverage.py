"""How resources are watched: the score, and which of them lack alarms, as text and as a table."""

from collections.abc import Iterator

from tocsin.checks import Coverage, ResourceCoverage, percent
from tocsin.cli.check_report.result import CheckResult
from tocsin.cli.layout import INDENT, Line, wrapped
from tocsin.cli.terminal import counted
from tocsin.diagnostics import comment_text

_MOST_SHOWN = 20
_MOST_NAMED = 2
_MOST_IN_A_TABLE = 200


def coverage_line(result: CheckResult, coverage: Coverage) -> str:
    """Return the score in a sentence, what it should be if it is not enough, and of what it is."""
    return f"{_score(result, coverage)}{_uncounted(coverage)}"


def _uncounted(coverage: Coverage) -> str:
    if not coverage.left_out:
        return ""
    hint = "" if coverage.resources else "; --viewpoint FILE asks for what they watch"
    return (
        f" (and {counted(coverage.left_out, 'resource')} of Tocsin's own stacks, uncounted{hint})"
    )


def _score(result: CheckResult, coverage: Coverage) -> str:
    if not coverage.resources:
        return "coverage: the templates have nothing for which the catalogue recommends alarms"
    alarms = [each for one in coverage.resources for each in one.alarms if not one.because]
    there = sum(each.found is not None for each in alarms)
    unwatched = sum(not (each.is_watched or each.because) for each in coverage.resources)
    recommended = counted(len(alarms), "recommended alarm")
    resources = counted(len(coverage.resources), "resource")
    text = (
        f"coverage {percent(coverage.score)} %: {there} of {recommended} of {resources}, "
        f"{unwatched} unwatched"
    )
    asked = "" if result.is_covered else f"; {result.coverage_at_least} % are asked for"
    return f"{text}{asked}"


def coverage_lines(width: int, result: CheckResult, *, everything: bool) -> Iterator[Line]:
    """Yield the resources that lack alarms, the least covered first, and the score.

    Args:
        width: How many columns there are.
        result: What was found; without coverage there are no lines.
        everything: Whether all of them are shown, not the first.
    """
    coverage = result.coverage
    if coverage is None:
        return
    lacking = _lacking(coverage)
    shown = lacking if everything else lacking[:_MOST_SHOWN]
    for each in shown:
        yield from map(Line, wrapped(_row(each), width, hang=INDENT * 4))
    if len(lacking) > len(shown):
        rest = counted(len(lacking) - len(shown), "more resource")
        yield Line(f"{INDENT}and {rest} (--all shows each)")
    for each in coverage.resources:
        if each.because:
            yield from map(Line, wrapped(f"waived  {_name(each)}: {each.because}", width))
    line = coverage_line(result, coverage)
    style = "" if result.is_covered else "bold red"
    yield from (Line(each, style) for each in wrapped(line, width))
    yield Line("")


def coverage_table(coverage: Coverage) -> Iterator[str]:
    """Yield the rows of the same as a table of Markdown; nothing where nothing is missing."""
    lacking = _lacking(coverage)
    if not lacking:
        return
    yield from ("| Coverage | Resource | Lacks |", "|---:|---|---|")
    for each in lacking[:_MOST_IN_A_TABLE]:
        lacks = ", ".join(f"{alarm.id} ({alarm.severity})" for alarm in each.missing)
        yield f"| {percent(each.score)} % | {comment_text(_name(each))} | {comment_text(lacks)} |"
    rest = len(lacking) - _MOST_IN_A_TABLE
    if rest > 0:
        yield f"| | and {counted(rest, 'more resource')} | |"
    yield ""


def _lacking(coverage: Coverage) -> list[ResourceCoverage]:
    """Return the resources that lack alarms which are expected, the least covered first."""
    lacking = (each for each in coverage.resources if each.missing and not each.because)
    return sorted(lacking, key=lambda each: (each.score, -each.weight))


def _name(each: ResourceCoverage) -> str:
    return f"{each.resource.name} ({each.resource.type.title})"


def _row(resource: ResourceCoverage) -> str:
    there = len(resource.alarms) - len(resource.missing)
    named = [f"{each.id} ({each.severity})" for each in resource.missing[:_MOST_NAMED]]
    rest = len(resource.missing) - _MOST_NAMED
    lacks = ", ".join(named) + (f" and {rest} more" if rest > 0 else "")
    score = f"{percent(resource.score)} %"
    count = f"{there} of {len(resource.alarms)}"
    return f"{score:>6}  {count:>8}  {_name(resource)} lacks {lacks}"
