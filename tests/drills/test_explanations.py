"""Why a drill fails: the rule that decided, and whether the evaluation range matters."""

from pathlib import Path

import pytest

from tests.support.drills import alarm_set, metric_alarm, outcome_of
from tocsin.drills import Outcome
from tocsin.simulation import decision_at


def outcome(folder: Path, body: str, **changes: object) -> Outcome:
    """Run a drill of one alarm: below 1 for 3 of 3 minutes."""
    return outcome_of(alarm_set(folder, A=metric_alarm("a", **changes)), f"alarm: a\n{body}")


def rules(found: Outcome) -> list[str]:
    """Return which rule decided where each expectation fails."""
    decisions = [
        decision_at(found.simulation, found.drill.data, each.alarm or "", each.at or 0.0)
        for each in found.failures
    ]
    return [str(each).partition(":")[0] for each in decisions]


@pytest.mark.parametrize(
    ("body", "changes", "expected"),
    [
        ("values: 9x5 0x2 9x5\nexpect: [{state: ALARM, at: 7m}]", {}, ["m of n"]),
        (
            "values: 9x5 _x20\nexpect: [{state: OK, at: 20m}]",
            {},
            ["by silence"],
        ),
        (
            "values: 0x5 _x20\nexpect: [{state: OK, at: 25m}]",
            {"TreatMissingData": "ignore"},
            ["kept because ignored"],
        ),
        (
            "values: 9x3 _x10 0 _x8\nexpect: [{never: ALARM}]",
            {"TreatMissingData": "missing"},
            ["premature"],
        ),
        (
            "values: 9x5 _x10\nexpect: [{state: ALARM, at: 12m}]",
            {},
            ["too few real datapoints"],
        ),
        (
            "values: 0x9\nexpect: [{state: ALARM, at: 1m}]",
            {},
            ["no evaluation yet; the first is at 3m"],
        ),
    ],
)
def test_a_failure_knows_the_rule_that_decided(
    tmp_path: Path, body: str, changes: dict[str, object], expected: list[str]
) -> None:
    """Also where the state stayed as it was, and nothing is in the history."""
    decided = rules(outcome(tmp_path, body, **changes))

    assert [each.partition(":")[0] for each in decided] == expected


SILENCE, N_PLUS_2 = "values: 9x5 _x15", "{evaluation_range: N+2}"


@pytest.mark.parametrize(
    ("body", "changes", "lines"),
    [
        ("values: 9x5 0x5\nexpect: [{timeline: [OK, ALARM at 8m]}]", {}, 0),
        ("values: 9x5 _x15\nexpect:\n  - {timeline: [OK, ALARM at 13m]}", {}, 1),
        ("values: 9x5 _x15\nexpect:\n  - {timeline: [OK, ALARM at 10m]}", {}, 1),
        ("values: 9x5 _x15\nexpect:\n  - {state: ALARM, at: 19m}", {}, 0),
        (
            f"{SILENCE}\nexpect:\n  - {{timeline: [OK, ALARM at 10m]}}\noptions: {N_PLUS_2}",
            {},
            0,
        ),
        (
            "values: 9x5 _x15\ninterval: 5m\nexpect: [{never: INSUFFICIENT_DATA}]",
            {"Period": 300},
            0,
        ),
        (
            "values: 9x5 _x15\nexpect:\n  - {never: ALARM}\n  - {timeline: [OK]}",
            {"TreatMissingData": "notBreaching"},
            0,
        ),
    ],
)
def test_expectations_that_hang_on_the_range_are_found(
    tmp_path: Path, body: str, changes: dict[str, object], lines: int
) -> None:
    """An expectation is marked if it would be met, or fail, with N + 2 periods instead."""
    found = outcome(tmp_path, body, **changes)

    assert len(found.hanging) == lines
    assert all(where.position is not None for where in found.hanging)


def test_only_what_hangs_is_marked(tmp_path: Path) -> None:
    """Of two expectations, the one that says when."""
    body = (
        "values: 9x5 _x15\nexpect:\n  - {paged: nobody, at: 5m}\n  - {timeline: [OK, ALARM at 13m]}"
    )
    found = outcome(tmp_path, body)

    assert found.passes
    assert found.hanging == (found.drill.expectations[1].where,)
