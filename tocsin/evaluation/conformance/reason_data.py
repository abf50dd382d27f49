"""Compares StateReasonData, as far as a case knows it."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from tocsin.evaluation.conformance.case import Case, MalformedCaseError, Mismatch

_ENTRIES = "evaluatedDatapoints"


def reason_data_mismatches(case: Case, got: Mapping[str, Any]) -> list[Mismatch]:
    """Compare the entries of ``expected_reason_data``: an object, or its text as CloudWatch has it.

    What it leaves out is not compared; null says that an entry is not there. How many samples a
    datapoint rests on is compared where the case tells it.
    """
    if not case.has("expected_reason_data"):
        return []
    return [
        Mismatch(what=f"reason data: {name}", expected=expected, got=got.get(name))
        for name, expected in _expected(case).items()
        if not _agrees(name, expected, got.get(name))
    ]


def _expected(case: Case) -> Mapping[str, Any]:
    written = case.fields["expected_reason_data"]
    if isinstance(written, str):
        try:
            written = json.loads(written)
        except (json.JSONDecodeError, RecursionError):
            written = None
    if isinstance(written, Mapping):
        return written
    message = "malformed case: expected_reason_data must be an object, or its JSON as text"
    raise MalformedCaseError(message)


def _agrees(name: str, expected: object, got: object) -> bool:
    if name != _ENTRIES or not isinstance(expected, Sequence) or not isinstance(got, Sequence):
        return expected == got
    return len(expected) == len(got) and all(
        _entry_agrees(wanted, found) for wanted, found in zip(expected, got, strict=True)
    )


def _entry_agrees(wanted: object, found: Mapping[str, Any]) -> bool:
    if not isinstance(wanted, Mapping):
        return False
    if "sampleCount" not in found:
        wanted = {name: value for name, value in wanted.items() if name != "sampleCount"}
    return wanted == found
