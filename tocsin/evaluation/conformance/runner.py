"""Runs each case by its kind; nothing is skipped."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tocsin.diagnostics import InvalidInputError, printable_line
from tocsin.evaluation.conformance.case import Case, MalformedCaseError, Mismatch, case_of
from tocsin.evaluation.conformance.kinds import KINDS
from tocsin.evaluation.conformance.names import refuse_unknown_names
from tocsin.evaluation.states import AlarmDataError


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A case that does not pass."""

    case_id: str
    source: str
    mismatches: tuple[Mismatch, ...]
    problem: str | None = None

    def __str__(self) -> str:
        lines = [f"FAILED {self.case_id}"]
        lines += [f"  {self.problem}"] if self.problem else []
        for mismatch in self.mismatches:
            lines += [
                f"  {mismatch.what}",
                f"    expected: {mismatch.expected}",
                f"    got:      {mismatch.got}",
            ]
        return "\n".join(map(printable_line, [*lines, f"  source: {self.source}"]))


def run_cases(entries: Iterable[object]) -> list[Failure]:
    """Run every case and return those that fail."""
    return [failure for entry in entries if (failure := run_case(entry)) is not None]


def run_case(entry: object) -> Failure | None:
    """Run one case; None means that it passes."""
    name, source = _named(entry)
    try:
        case = case_of(entry)
        _require_checked(case)
        mismatches = KINDS[case.kind].check(case)
    except (MalformedCaseError, InvalidInputError, AlarmDataError) as error:
        return Failure(case_id=name, source=source, mismatches=(), problem=str(error))
    except Exception as error:  # noqa: BLE001 -- one bad case must not hide the others
        problem = f"{type(error).__name__}: {error}"
        return Failure(case_id=name, source=source, mismatches=(), problem=problem)
    if not mismatches:
        return None
    return Failure(case_id=name, source=source, mismatches=tuple(mismatches))


def _require_checked(case: Case) -> None:
    """Refuse a case of an unknown kind, with names nobody would read, or that expects nothing."""
    if case.kind not in KINDS:
        message = f"unknown kind {case.kind!r}; known are {', '.join(sorted(KINDS))}"
        raise MalformedCaseError(message)
    refuse_unknown_names(case)
    if not case.has("assertion") and not any(map(case.has, KINDS[case.kind].expectations)):
        message = "malformed case: it expects nothing"
        raise MalformedCaseError(message)


def _named(entry: object) -> tuple[str, str]:
    if not isinstance(entry, Mapping):
        return "(no id)", "no source given"
    return str(entry.get("id", "(no id)")), str(entry.get("source") or "no source given")
