"""How resources are watched: the score, and which of them lack alarms."""

from collections.abc import Iterator

from tocsin.checks import Coverage, ResourceCoverage, percent
from tocsin.cli.check_report.layout import INDENT, Line, wrapped
from tocsin.cli.check_report.result import CheckResult
from tocsin.cli.terminal import counted

_MOST_SHOWN = 20
_MOST_NAMED = 2


def coverage_line(result: CheckResult, coverage: Coverage) -> str:
    """Return the score in a sentence, and what it should be if it is not enough."""
    alarms = [each for resource in coverage.resources for each in resource.alarms]
    if not alarms:
        return "coverage: the templates have nothing for which the catalogue recommends alarms"
    there = sum(each.found is not None for each in alarms)
    unwatched = sum(not each.is_watched for each in coverage.resources)
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
    lacking = sorted(
        (each for each in coverage.resources if each.missing),
        key=lambda each: (share(each), -each.weight),
    )
    shown = lacking if everything else lacking[:_MOST_SHOWN]
    for each in shown:
        yield from map(Line, wrapped(_row(each), width, hang=INDENT * 4))
    if len(lacking) > len(shown):
        rest = counted(len(lacking) - len(shown), "more resource")
        yield Line(f"{INDENT}and {rest} (--all shows each)")
    line = coverage_line(result, coverage)
    style = "" if result.is_covered else "bold red"
    yield from (Line(each, style) for each in wrapped(line, width))
    yield Line("")


def share(resource: ResourceCoverage) -> float:
    """Return how much of what is recommended for a resource is there, weighted, from 0 to 1."""
    return resource.weight_found / resource.weight if resource.weight else 1.0


def _row(resource: ResourceCoverage) -> str:
    there = len(resource.alarms) - len(resource.missing)
    named = [f"{each.id} ({each.severity})" for each in resource.missing[:_MOST_NAMED]]
    rest = len(resource.missing) - _MOST_NAMED
    lacks = ", ".join(named) + (f" and {rest} more" if rest > 0 else "")
    score = f"{percent(share(resource))} %"
    count = f"{there} of {len(resource.alarms)}"
    what = f"{resource.resource.name} ({resource.resource.type.title})"
    return f"{score:>6}  {count:>8}  {what} lacks {lacks}"
