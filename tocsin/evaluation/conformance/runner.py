"""Runs each case by its kind; nothing is skipped."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, TypeAlias

from tocsin.diagnostics import InvalidInputError
from tocsin.evaluation.conformance import (
    composites,
    expressions,
    sample_statistics,
    single_windows,
    suppressions,
    timelines,
    validations,
    window_bounds,
)
from tocsin.evaluation.conformance.case import Case, MalformedCaseError, Mismatch, case_of
from tocsin.evaluation.states import AlarmDataError

Check: TypeAlias = Callable[[Case], list[Mismatch]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """How a kind of case is checked.

    Attributes:
        check: Compares what a case expects with what the evaluator gives.
        expectations: The fields, named ``expected…``, that the check compares.
    """

    check: Check
    expectations: frozenset[str]


def _kind(check: Check, *expectations: str) -> Kind:
    return Kind(check=check, expectations=frozenset(expectations))


KINDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        "aggregation": _kind(
            sample_statistics.check_aggregation, "expected_breaching_counts", "expected_states"
        ),
        "band_points": _kind(
            single_windows.check_band_points, "expected_breaching", "expected_state"
        ),
        "composite": _kind(composites.check_composite, "expected_state"),
        "composite_sequence": _kind(
            composites.check_sequence,
            "expected_states",
            "expected_notifications",
            "expected_state",
        ),
        "low_sample": _kind(
            sample_statistics.check_low_sample, "expected_min_samples", "expected_state"
        ),
        "metric_math": _kind(
            expressions.check_expression, "expected_values", "expected_valid", "expected_state"
        ),
        "metric_sequence": _kind(
            single_windows.check_sequence, "expected_states", "expected_state"
        ),
        "metric_timeline": _kind(
            timelines.check_timeline,
            "expected_states",
            "expected_notifications",
            "expected_state",
        ),
        "metric_window": _kind(
            single_windows.check_window, "expected_state", "expected_states", "expected_reason"
        ),
        "multi_day_cutoff": _kind(
            window_bounds.check_cutoff, "expected_data_cutoff", "expected_state"
        ),
        "notification": _kind(
            timelines.check_notifications, "expected_states", "expected_notifications"
        ),
        "statistic": _kind(sample_statistics.check_statistic, "expected_value", "expected_state"),
        "suppressor": _kind(suppressions.check_suppressor, "expected_actions"),
        "validation": _kind(validations.check_validation, "expected_valid"),
        "window_bounds": _kind(window_bounds.check_window, "expected_window"),
    }
)


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
        return "\n".join([*lines, f"  source: {self.source}"])


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
    """Refuse a case of an unknown kind, and one that expects something nobody would compare."""
    if case.kind not in KINDS:
        message = f"unknown kind {case.kind!r}; known are {', '.join(sorted(KINDS))}"
        raise MalformedCaseError(message)
    expected = {name for name in case.fields if name.startswith("expected") and case.has(name)}
    unchecked = sorted(expected - KINDS[case.kind].expectations)
    if unchecked:
        message = f"malformed case: {case.kind} does not compare {', '.join(unchecked)}"
        raise MalformedCaseError(message)
    if not expected and not case.has("assertion"):
        message = "malformed case: it expects nothing"
        raise MalformedCaseError(message)


def _named(entry: object) -> tuple[str, str]:
    if not isinstance(entry, Mapping):
        return "(no id)", "no source given"
    return str(entry.get("id", "(no id)")), str(entry.get("source") or "no source given")
