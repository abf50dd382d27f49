"""Drills in the terminal: what passed, and all that a person needs about what did not."""

from collections import Counter
from collections.abc import Iterator

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from tocsin.cli.output.coverage_table import print_coverage
from tocsin.cli.output.drill_chart import drill_chart
from tocsin.cli.output.findings import (
    UNDOCUMENTED_RANGE,
    Findings,
    explanations_of,
    reason_of,
    wait_of,
)
from tocsin.cli.output.mutation_table import MOST_SURVIVORS, print_mutation
from tocsin.cli.output.rule_tables import print_rule_coverage
from tocsin.cli.terminal import counted
from tocsin.diagnostics import elapsed, number_text, printable_line
from tocsin.drills import SIGNS, Failure, Outcome
from tocsin.evaluation import ALARM, INSUFFICIENT_DATA, OK, MetricAlarm
from tocsin.simulation import datapoints

_INDENT = (0, 0, 0, 2)
_MOST_PLACES = 5


def print_findings(console: Console, found: Findings, *, everything: bool) -> None:
    """Print what was asked beside the drills, the drills that failed, and how many there are.

    Args:
        console: Where to.
        found: What was found out.
        everything: Whether a list is printed whole that may have thousands of lines.
    """
    only_rules = found.rules and not (
        found.coverage or found.left_out_alarms or found.not_evaluated
    )
    if found.coverage is not None and not only_rules:
        print_coverage(
            console, found.coverage, found.left_out_alarms, found.not_evaluated, found.generated
        )
    if found.rules is not None:
        print_rule_coverage(console, found.rules)
    if found.mutation is not None:
        most = None if everything else MOST_SURVIVORS
        print_mutation(console, found.mutation, most=most)
    for outcome in found.outcomes:
        if not outcome.passes:
            _failed(console, outcome)
    _hanging(console, found)
    _set_aside(console, found)
    console.print(_summary(found))


def _hanging(console: Console, found: Findings) -> None:
    """Name the expectations that are met, and would not be with another evaluation range."""
    places = [
        f"{where.source}:{where.position.line}" if where.position else where.source
        for outcome in found.outcomes
        if outcome.passes
        for where in outcome.hanging
    ]
    if places:
        what = "1 expectation hangs" if len(places) == 1 else f"{len(places)} expectations hang"
        text = f"{what} on a range of more than N + 2 periods; {UNDOCUMENTED_RANGE}: "
        rest = len(places) - _MOST_PLACES
        more = f" and {rest} more" if rest > 0 else ""
        console.print(Text(text + ", ".join(places[:_MOST_PLACES]) + more, style="yellow"))


def _set_aside(console: Console, found: Findings) -> None:
    """Say which alarms read data of drills that do not speak of them, and were not evaluated."""
    drills = Counter(each for outcome in found.outcomes for each in outcome.set_aside)
    for alarm, count in drills.items():
        whose = counted(count, "drill")
        text = f"note: {alarm.alarm} reads data of {whose} and was not evaluated: {alarm.why}"
        console.print(Text(text, style="yellow"))


def _failed(console: Console, outcome: Outcome) -> None:
    drill = outcome.drill
    line = f":{drill.where.position.line}" if drill.where.position else ""
    name = printable_line(f"{drill.where.source}{line} {drill.name}")
    header = Text.assemble(("FAILED ", "bold red"), name)
    # A broken line would break the path, which editors and people follow.
    console.print(header, soft_wrap=True)
    for refused in outcome.not_evaluated:
        console.print(Padding(Text(f"cannot be evaluated: {refused}"), _INDENT, expand=False))
    charted: set[str] = set()
    for failure in outcome.failures:
        for text in _failure(outcome, failure):
            console.print(Padding(text, _INDENT, expand=False))
        if failure.alarm is not None and failure.alarm not in charted:
            charted.add(failure.alarm)
            console.print()
            for text in _chart(outcome, failure.alarm):
                console.print(Padding(text, _INDENT, expand=False), no_wrap=True, overflow="crop")
        console.print()


def _failure(outcome: Outcome, failure: Failure) -> Iterator[Text]:
    place = failure.where.position
    where = f"line {place.line}" if place else "the drill"
    about = f" {failure.alarm}" if failure.alarm else ""
    yield Text.assemble((f"{where}:{about}", "bold"))
    yield Text.assemble("  expected  ", (failure.expected, "green"))
    yield Text.assemble("  actual    ", (failure.actual, "red"))
    for about, text in explanations_of(outcome, failure):
        yield Text.assemble((f"  {about:<8}  ", "dim"), text)
    reason = reason_of(outcome, failure)
    if reason is not None and failure.at is not None:
        at = elapsed(failure.at - outcome.drill.start)
        yield Text.assemble((f"  reason at {at}: ", "dim"), reason)


def _chart(outcome: Outcome, name: str) -> Iterator[Text]:
    history = outcome.simulation.histories.get(name)
    if history is None:
        return
    points = datapoints(outcome.simulation, outcome.drill.data, name)
    definition = history.alarm.definition
    if points is None or not isinstance(definition, MetricAlarm):
        return
    yield from drill_chart(points, definition.threshold)
    total = f"{definition.datapoints_to_alarm} of {definition.evaluation_periods}"
    limit = "" if definition.threshold is None else f" {number_text(definition.threshold)}"
    rule = f"{SIGNS[definition.comparison]}{limit} for {total} periods"
    yield Text(
        f"            {rule} of {elapsed(definition.period)};  "
        f"─ {OK}  █ {ALARM}  ░ {INSUFFICIENT_DATA}",
        style="dim",
    )
    if waits := wait_of(outcome, name):
        yield Text(f"            {waits}", style="dim")


def _summary(found: Findings) -> Text:
    text = Text()
    if found.failed:
        text.append(f"{found.failed} failed, ", style="bold red")
    text.append(f"{found.passed} passed", style="green" if found.passed else "")
    if found.left_out:
        text.append(f", {found.left_out} not chosen")
    if found.refused:
        noun = "alarm" if found.refused == 1 else "alarms"
        text.append(f", {found.refused} {noun} refused by AWS", style="bold red")
    return text
