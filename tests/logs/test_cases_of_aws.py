"""The evaluator against examples of AWS's documentation, and against what follows from it."""

import json
from pathlib import Path
from typing import Any

import pytest

from tocsin.logs import FilterPatternError, compile_filter_pattern, field_of

CASES: list[dict[str, Any]] = json.loads(
    Path(__file__).with_name("filter_pattern_cases.json").read_text(encoding="utf-8")
)
"""`basis` tells what stands in AWS's documentation from what was derived of it."""

VALID = [case for case in CASES if case.get("valid", True)]
REFUSED = [case for case in CASES if not case.get("valid", True)]


def _name(case: dict[str, Any]) -> str:
    return f"{case['basis']}: {case['pattern']}"


@pytest.mark.parametrize("case", VALID, ids=_name)
def test_events_match_as_documented(case: dict[str, Any]) -> None:
    """Each event matches, or does not, as AWS says; fields have the values that it shows."""
    matcher = compile_filter_pattern(case["pattern"])

    assert matcher(case["log"]) is case["match"]
    for reference, value in case.get("extracted", {}).items():
        assert field_of(matcher, case["log"], reference) == str(value)


@pytest.mark.parametrize("case", REFUSED, ids=_name)
def test_patterns_are_refused_as_documented(case: dict[str, Any]) -> None:
    """What CloudWatch Logs lacks is an error of the pattern."""
    with pytest.raises(FilterPatternError):
        compile_filter_pattern(case["pattern"])


def test_cases_are_there() -> None:
    """The file has examples of both kinds."""
    assert len(VALID) > 100
    assert len(REFUSED) > 3
