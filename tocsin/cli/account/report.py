"""What a preflight found: in the terminal, and as JSON."""

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from rich.console import Console

from tocsin.cli.problem_data import problem_data
from tocsin.cli.terminal import counted
from tocsin.diagnostics import terminal_text
from tocsin.plan import Plan
from tocsin.preflight import Finding, NotChecked, Preflight

_TITLES = {"before": "Before a deployment", "after": "After a deployment"}
_STYLES = {"error": "bold red", "warning": "yellow", "note": "cyan"}
_INDENTS = {"    why: ": " " * 9, "    fix: ": " " * 9}


def print_preflight(console: Console, plan: Plan, made: Preflight) -> None:
    """Print findings by phase, what is not known, and a line that sums it up."""
    for phase, title in _TITLES.items():
        console.print(title, style="bold")
        of_phase = [each for each in made.findings if each.phase == phase]
        for finding in of_phase:
            _print_finding(console, finding)
        if not of_phase:
            console.print("  nothing found")
        console.print()
    if made.not_checked:
        console.print("Not checked", style="bold")
        for line in _not_checked(made.not_checked):
            console.print(_filled(line, console.width, "    "), soft_wrap=True)
        console.print()
    console.print(_summary(plan, made), soft_wrap=True)


def preflight_data(plan: Plan, made: Preflight) -> dict[str, Any]:
    """Return all of it for JSON."""
    return {
        "system": plan.system,
        "stage": plan.stage,
        "account": plan.account,
        "regions": list(made.regions),
        "questions": made.questions,
        "problems": [
            {
                "check": each.check,
                "phase": each.phase,
                **problem_data(each.problem),
                "why": each.problem.why,
            }
            for each in made.findings
        ],
        "not_checked": [
            {"check": each.check, "region": each.region, **problem_data(each.problem)}
            for each in made.not_checked
        ],
    }


def _print_finding(console: Console, finding: Finding) -> None:
    severity = finding.problem.severity
    first, *rest = terminal_text(finding.problem, with_severity=False).splitlines()
    console.print(f"  {severity}: ", style=_STYLES[severity], end="")
    width = console.width
    # The severity takes its place at the beginning of the first line.
    taken = len(severity) + 4
    text = _filled(" " * taken + first, width, "    ").lstrip()
    console.print(text, soft_wrap=True)
    for line in rest:
        console.print(_filled(line, width, _INDENTS.get(line[:9], "    ")), soft_wrap=True)


def _filled(line: str, width: int, indent: str) -> str:
    return textwrap.fill(
        line,
        width=width,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _not_checked(found: Iterable[NotChecked]) -> Iterator[str]:
    """Yield a line for each reason, and one for the checks and Regions that it concerns."""
    by_reason: dict[str, list[NotChecked]] = {}
    for each in found:
        problem = each.problem
        reason = f"  {problem.where}: {problem.what.rstrip('.')}; {problem.fix}"
        by_reason.setdefault(reason, []).append(each)
    for reason, concerned in by_reason.items():
        checks = dict.fromkeys(each.check for each in concerned)
        regions = dict.fromkeys(each.region for each in concerned)
        yield reason
        yield f"    {', '.join(checks)} (in {', '.join(regions)})"


def _summary(plan: Plan, made: Preflight) -> str:
    severities = Counter(each.problem.severity for each in made.findings)
    parts = [
        counted(severities[severity], severity)
        for severity in ("error", "warning", "note")
        if severities[severity]
    ]
    left_out = f", {len(made.not_checked)} of them not made" if made.not_checked else ""
    return (
        f"{plan.system} {plan.stage} in {', '.join(made.regions)}: "
        f"{', '.join(parts) or 'nothing found'}; {counted(made.questions, 'check')}{left_out}"
    )
