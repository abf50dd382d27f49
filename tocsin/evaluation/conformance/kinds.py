"""The kinds of cases: how each is checked, and which names it may use."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, TypeAlias

from tocsin.evaluation.conformance import (
    composites,
    expressions,
    notifications,
    sample_statistics,
    single_windows,
    suppressions,
    timelines,
    validations,
    window_bounds,
)
from tocsin.evaluation.conformance.case import Case, Mismatch

Check: TypeAlias = Callable[[Case], list[Mismatch]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """How a kind of case is checked.

    Attributes:
        check: Compares what a case expects with what the evaluator gives.
        inputs: The fields that the check reads, beside those of every case.
        expectations: The fields, named ``expected…``, that the check compares.
        alarms: What ``config`` describes: a metric alarm, a composite, or either.
    """

    check: Check
    inputs: frozenset[str]
    expectations: frozenset[str]
    alarms: frozenset[str]


_WINDOW = "evaluated_at evaluation_range window_lag"
_BAND = "lower upper"
_SUPPRESSION = "wait_period extension_period suppressor_initial events end"


def _kind(check: Check, inputs: str, expectations: str, alarms: str = "metric") -> Kind:
    return Kind(
        check=check,
        inputs=frozenset(inputs.split()),
        expectations=frozenset(f"expected_{name}" for name in expectations.split()),
        alarms=frozenset(alarms.split()),
    )


KINDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        "aggregation": _kind(
            sample_statistics.check_aggregation,
            "first_timestamp datapoint_interval evaluation_range window_lag",
            "breaching_counts states",
        ),
        "band_points": _kind(
            single_windows.check_band_points, f"{_BAND} {_WINDOW}", "breaching state"
        ),
        "composite": _kind(composites.check_composite, "", "state", "composite"),
        "composite_sequence": _kind(
            composites.check_sequence, "", "states notifications state", "composite"
        ),
        "low_sample": _kind(
            sample_statistics.check_low_sample, "evaluation_range", "min_samples state"
        ),
        "metric_math": _kind(
            expressions.check_expression,
            f"{_BAND} {_WINDOW} timestamps first_timestamp period tolerance",
            "values valid state",
        ),
        "metric_sequence": _kind(
            single_windows.check_sequence, f"{_BAND} {_WINDOW}", "states state"
        ),
        "metric_timeline": _kind(
            timelines.check_timeline,
            "samples first_evaluation last_evaluation created_at evaluation_range window_lag "
            "tolerance_s actions_enabled_timeline",
            "states notifications state",
        ),
        "metric_window": _kind(
            single_windows.check_window,
            f"{_BAND} {_WINDOW} doc_fill_count assertion",
            "state states reason reason_data",
        ),
        "multi_day_cutoff": _kind(
            window_bounds.check_cutoff, f"{_WINDOW} samples", "data_cutoff state"
        ),
        "notification": _kind(
            notifications.check_notifications,
            f"{_SUPPRESSION} tolerance_s actions_enabled_timeline",
            "states notifications",
            "metric composite",
        ),
        "statistic": _kind(
            sample_statistics.check_statistic, "tolerance evaluation_range", "value state"
        ),
        "suppressor": _kind(suppressions.check_suppressor, _SUPPRESSION, "actions", "composite"),
        "validation": _kind(validations.check_validation, "", "valid", "metric composite"),
        "window_bounds": _kind(window_bounds.check_window, _WINDOW, "window"),
    }
)
