"""How much was found of each, in one line, and what to do next."""

from collections.abc import Iterator

from tocsin.cli.check_report.result import CheckResult
from tocsin.cli.terminal import counted

_MANY = 30


def summary(result: CheckResult, *, with_undecided: bool = True) -> str:
    """Return the line.

    Args:
        result: What was found.
        with_undecided: Whether what is open is shown; if not, the line says how to see it.
    """
    counts = result.counts
    found = [
        counted(counts[f"{each}s"], each) for each in ("error", "warning") if counts[f"{each}s"]
    ]
    begin = "" if found else "no errors, no warnings" if counts["notes"] else "no problems"
    if counts["notes"]:
        hint = "" if result.with_notes else " (--notes)"
        found.append(f"{counted(counts['notes'], 'note')}{hint}")
    if counts["undecided"]:
        hint = "" if with_undecided else " (--undecided)"
        found.append(f"{counts['undecided']} undecided{hint}")
    found += [f"{counts['waived']} waived"] if counts["waived"] else []
    found += [f"{counts['baseline']} in the baseline"] if counts["baseline"] else []
    looked = ", ".join(
        (
            counted(result.triage.alarms, "alarm"),
            counted(len(result.triage.stacks), "stack"),
            counted(len(result.triage.asked), "check"),
        )
    )
    return f"{'; '.join(filter(None, (begin, ', '.join(found))))} ({looked})"


def hints(result: CheckResult) -> Iterator[str]:
    """Yield what somebody may not know who sees problems for the first time."""
    shown = list(result.shown)
    if shown:
        kind = shown[0].problem.kind
        yield f"tocsin check --explain {kind} has an example, and says how it is waived"
    if len(shown) > _MANY and not result.counts["baseline"]:
        yield "--write-baseline FILE writes down what is there; --baseline FILE counts the rest"
