"""Drills in the terminal: what passed, and all that a person needs about what did not."""

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from tocsin.cli.output.drill_chart import drill_chart
from tocsin.drills import SIGNS, Failure, Outcome, elapsed
from tocsin.evaluation import ALARM, INSUFFICIENT_DATA, OK, MetricAlarm
from tocsin.simulation import datapoints

_INDENT = (0, 0, 0, 2)


def report(console: Console, outcomes: Sequence[Outcome], left_out: int) -> None:
    """Print the failures, and a line that counts all drills."""
    for outcome in outcomes:
        if not outcome.passes:
            _failed(console, outcome)
    console.print(_summary(outcomes, left_out))


def report_not_evaluated(console: Console, lines: Iterable[object]) -> None:
    """Print the alarms that cannot be evaluated: no drill can be about them."""
    for line in lines:
        console.print(f"not evaluated: {line}", style="yellow", markup=False)


def report_unresolved(console: Console, problems: Iterable[object]) -> None:
    """Print what the templates leave open, or have wrong."""
    for problem in problems:
        console.print(f"in the templates: {problem}", style="yellow", markup=False)


def reason_of(outcome: Outcome, failure: Failure) -> str | None:
    """Return StateReason at the time of a failure, as CloudWatch words it."""
    history = outcome.simulation.histories.get(failure.alarm or "")
    if history is None or failure.at is None:
        return None
    return history.reason_at(failure.at)


def _failed(console: Console, outcome: Outcome) -> None:
    drill = outcome.drill
    line = f":{drill.position.line}" if drill.position else ""
    header = Text.assemble(("FAILED ", "bold red"), f"{drill.source}{line} {drill.name}")
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
    place = failure.position
    where = f"line {place.line}" if place else "the drill"
    about = f" {failure.alarm}" if failure.alarm else ""
    yield Text.assemble((f"{where}:{about}", "bold"))
    yield Text.assemble("  expected  ", (failure.expected, "green"))
    yield Text.assemble("  actual    ", (failure.actual, "red"))
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
    limit = "" if definition.threshold is None else f" {definition.threshold:.6g}"
    rule = f"{SIGNS[definition.comparison]}{limit} for {total} periods"
    yield Text(
        f"            {rule} of {elapsed(definition.period)};  "
        f"─ {OK}  █ {ALARM}  ░ {INSUFFICIENT_DATA}",
        style="dim",
    )


def _summary(outcomes: Sequence[Outcome], left_out: int) -> Text:
    failed = sum(not outcome.passes for outcome in outcomes)
    passed = len(outcomes) - failed
    text = Text()
    if failed:
        text.append(f"{failed} failed, ", style="bold red")
    text.append(f"{passed} passed", style="green" if passed else "")
    if left_out:
        text.append(f", {left_out} not chosen")
    return text
