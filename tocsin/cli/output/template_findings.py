"""What is odd in templates, as far as it has to do with alarms and whom they reach."""

from collections.abc import Iterable, Sequence

from rich.console import Console

from tocsin.assembly import Finding
from tocsin.cli.terminal import counted
from tocsin.diagnostics import printable_line
from tocsin.simulation import NotEvaluated

_MOST_NAMED = 3


def print_not_evaluated(console: Console, alarms: Iterable[NotEvaluated]) -> None:
    """Print the alarms that cannot be evaluated, once for each reason: no drill can be about them.

    What stands in one place of a template may be the reason for hundreds of alarms.
    """
    by_reason: dict[str, list[NotEvaluated]] = {}
    for alarm in alarms:
        by_reason.setdefault(alarm.why, []).append(alarm)
    for why, alike in by_reason.items():
        if len(alike) == 1:
            console.print(f"not evaluated: {printable_line(str(alike[0]))}", style="yellow")
            continue
        names = ", ".join(each.alarm for each in alike[:_MOST_NAMED])
        rest = len(alike) - _MOST_NAMED
        more = f" and {rest} more" if rest > 0 else ""
        text = f"{counted(len(alike), 'alarm')} ({names}{more}): {why}"
        console.print(f"not evaluated: {printable_line(text)}", style="yellow")


def print_template_findings(
    console: Console, findings: Sequence[Finding], not_evaluated: Iterable[NotEvaluated]
) -> None:
    """Print what alarms, topics and subscriptions may rest on; count the rest in one line.

    What is said already, because an alarm cannot be evaluated for it, is not said again.
    """
    said = "; ".join(each.fix for each in not_evaluated)
    for finding in findings:
        if finding.concerns_alarms and not _is_said(finding, said):
            console.print(f"in the templates: {finding.problem}", style="yellow")
    others = sum(not finding.concerns_alarms for finding in findings)
    if others:
        what = counted(others, "odd thing")
        text = f"in the templates: {what} that no alarm, topic or subscription rests on"
        console.print(text, style="dim")


def _is_said(finding: Finding, said: str) -> bool:
    problem = finding.problem
    return problem.kind == "template/parameter-without-value" and problem.fix in said
