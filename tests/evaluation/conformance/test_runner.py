"""The conformance runner finds what agrees, what does not, and what it cannot understand."""

import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tocsin.evaluation.conformance import read_cases, run_case, run_cases
from tocsin.evaluation.conformance.__main__ import main
from tocsin.evaluation.conformance.kinds import KINDS

VECTORS = Path(__file__).parents[1] / "vectors.json"
CASES = read_cases(VECTORS)
CAPTURED = read_cases(Path(__file__).parents[1] / "captured.json")
MORE_CASES = read_cases(Path(__file__).parents[1] / "more_cases.json")
SHOWN = [*CASES, *CAPTURED]


@pytest.mark.parametrize("case", SHOWN, ids=[case["id"] for case in SHOWN])
def test_documented_behaviour(case: dict[str, Any]) -> None:
    """The evaluator behaves as AWS documents it, and as captured histories show."""
    failure = run_case(case)

    assert failure is None, str(failure)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_derived_behaviour(kind: str) -> None:
    """The evaluator gives what follows by hand from the rules, however a case is written."""
    cases = [case for case in MORE_CASES if case["kind"] == kind]

    failures = run_cases(cases)

    assert cases
    assert not failures, "\n".join(map(str, failures))


def test_vectors_hold_every_kind() -> None:
    """Each kind of case is exercised."""
    assert KINDS.keys() == Counter(case["kind"] for case in CASES).keys()


CONTRADICTIONS: dict[str, Any] = {
    "expected_actions": [[1, "OK"]],
    "expected_breaching": [False, False, False, False, False],
    "expected_breaching_counts": [["11:02", 3]],
    "expected_data_cutoff": "09:00",
    "expected_min_samples": 7,
    "expected_notifications": [],
    "expected_state": "INSUFFICIENT_DATA",
    "expected_reason": "Threshold Crossed.",
    "expected_reason_data": {"recentDatapoints": [42.0]},
    "expected_states": [],
    "expected_valid": None,
    "expected_value": 1.0,
    "expected_values": [42],
    "expected_window": ["2026-01-01T00:00:00Z", "2026-01-01T01:00:00Z"],
}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_contradicted_case_fails(kind: str) -> None:
    """A case of any kind that expects something else fails and names its source."""
    case = next(case for case in CASES if case["kind"] == kind)
    names = [name for name in KINDS[kind].expectations if case.get(name) is not None]
    checked = [name for name in names if kind != "notification" or name != "expected_states"]
    compared = [name for name in checked if (kind, name) not in UNDECIDED]
    assert compared
    for name in compared:
        changed = not case[name] if name == "expected_valid" else CONTRADICTIONS[name]
        failure = run_case(case | {name: changed})

        assert failure is not None
        assert case["source"] in str(failure)


# These tell a state that the datapoints of the case alone do not decide.
UNDECIDED = {("band_points", "expected_state"), ("multi_day_cutoff", "expected_state")}


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (5, "must be a mapping"),
        ({}, "id must be text"),
        ({"id": "a"}, "kind must be text"),
        ({"id": "a", "kind": "bogus"}, "unknown kind 'bogus'"),
        ({"id": "a", "kind": "composite"}, "expects nothing"),
        *(
            ({"id": "a", "kind": kind, "expected_statte": "OK"}, f"{kind} has no 'expected_statte'")
            for kind in KINDS
        ),
        *(
            ({"id": "a", "kind": kind, "evidense": "doc"}, "did you mean 'evidence'")
            for kind in KINDS
        ),
        *(
            ({"id": "a", "kind": kind, "config": {"tresh": 1}}, f"config of {kind} has no 'tresh'")
            for kind in KINDS
        ),
        (
            {"id": "a", "kind": "suppressor", "config": {"wait_perod": 60}},
            "did you mean 'wait_period'",
        ),
        (
            {"id": "a", "kind": "metric_window", "config": {"alarm_rule": "TRUE"}},
            "config of metric_window has no 'alarm_rule'",
        ),
        (
            {"id": "a", "kind": "metric_window", "samples": [["14:00", 1]]},
            "metric_window has no 'samples'",
        ),
        (
            {
                "id": "a",
                "kind": "composite",
                "config": {"alarm_rule": "ALARM(database)"},
                "datapoints": {"databse": "OK"},
                "expected_state": "OK",
            },
            "did you mean 'database'",
        ),
        (
            {
                "id": "a",
                "kind": "metric_window",
                "config": {"expression": "m1 / m2"},
                "datapoints": {"m1": [1], "m3": [2]},
                "expected_state": "OK",
            },
            "the expression has no 'm3'",
        ),
        (
            {
                "id": "a",
                "kind": "statistic",
                "datapoints": [{"SampleCount": 1, "Summ": 1}],
                "expected_value": 1,
            },
            "a statistic set has no 'summ'",
        ),
        (
            {
                "id": "a",
                "kind": "metric_window",
                "datapoints": [1],
                "window_lag": 45,
                "expected_state": "OK",
            },
            "use whole minutes in seconds",
        ),
        (
            {
                "id": "a",
                "kind": "metric_window",
                "datapoints": [1],
                "expected_state": "ALARM",
                "expected_reason_data": "{",
            },
            "expected_reason_data must be an object",
        ),
        ({"id": "a", "kind": "composite", "expected_value": 1}, "does not compare expected_value"),
        (
            {"id": "a", "kind": "composite", "expected_state": "OK", "datapoints": {}},
            "alarm_rule must be text",
        ),
        (
            {
                "id": "a",
                "kind": "composite",
                "expected_state": "OK",
                "datapoints": {},
                "config": {"alarm_rule": "ALARM(b"},
            },
            "not a valid alarm rule",
        ),
        (
            {
                "id": "a",
                "kind": "metric_window",
                "expected_state": "OK",
                "datapoints": [],
                "config": {"perod": 60},
            },
            "did you mean 'period'",
        ),
        (
            {"id": "a", "kind": "metric_window", "assertion": "it is quiet", "datapoints": []},
            "use state == ALARM",
        ),
        (
            {"id": "a", "kind": "metric_window", "expected_state": "FINE", "datapoints": []},
            "one of OK, ALARM",
        ),
        (
            {"id": "a", "kind": "metric_window", "expected_state": "OK", "datapoints": ["x"]},
            "must be a finite number",
        ),
        (
            {
                "id": "a",
                "kind": "metric_window",
                "expected_state": "OK",
                "datapoints": [],
                "config": {"period": 45},
            },
            "multiple of 60",
        ),
        (
            {"id": "a", "kind": "window_bounds", "expected_window": ["noon", "night"]},
            "'noon' is not a time",
        ),
        (
            {
                "id": "a",
                "kind": "metric_math",
                "expected_values": [1],
                "config": {"expression": "m1 +"},
                "datapoints": {"m1": [1]},
            },
            "m1 +",
        ),
    ],
)
def test_malformed_case_fails_and_says_why(entry: object, said: str) -> None:
    """A case that cannot be understood is a failure, never skipped."""
    assert said in str(run_case(entry))


WAITING: dict[str, Any] = {
    "id": "a",
    "kind": "notification",
    "config": {"wait_period": 120, "extension_period": 180},
    "previous_state": "OK",
    "expected_states": [["10:02", "ALARM"]],
}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, [["10:04", "ALARM"]]),
        ({"config": {"wait_period": 120}}, [["10:04", "ALARM"]]),
        ({"wait_period": 60}, [["10:03", "ALARM"]]),
        ({"suppressor_initial": "ALARM"}, []),
        ({"events": [["10:03", "suppressor", "ALARM"]]}, []),
        (
            {"events": [["10:03", "suppressor", "ALARM"], ["10:06", "suppressor", "OK"]]},
            [["10:09", "ALARM"]],
        ),
        ({"expected_states": [["10:02", "ALARM"], ["10:03", "OK"]]}, [["10:05", "OK"]]),
        ({"actions_enabled_timeline": [["10:03", False]]}, []),
        ({"actions_enabled_timeline": [["09:00", False], ["10:03", True]]}, [["10:04", "ALARM"]]),
        ({"end": "10:03"}, []),
    ],
)
def test_notifications_wait_for_the_suppressor(
    changes: dict[str, Any], expected: list[object]
) -> None:
    """With a wait period, what goes out is what the suppressor lets pass, when it does."""
    case = WAITING | changes

    assert run_case(case | {"expected_notifications": expected}) is None
    assert run_case(case | {"expected_notifications": [["10:02", "ALARM"]]}) is not None


def test_window_lags() -> None:
    """The newest slot ends so much before the evaluation; without the lag another one is read."""
    case = next(case for case in CAPTURED if case["id"] == "consent-dead-letters")

    assert run_case(case) is None
    assert "19:57:00" in str(run_case({**case, "window_lag": 0}))


def test_reason_data_compares_what_a_case_knows() -> None:
    """What is left out is not compared, null is not there, and the text of JSON is as good."""
    case = next(case for case in CAPTURED if case["id"] == "dynamo-capacity-far-back")
    data = case["expected_reason_data"]
    entries = data["evaluatedDatapoints"]

    for fine in ({}, {"period": 60}, json.dumps(data), {"unit": None}):
        assert run_case(case | {"expected_reason_data": fine}) is None
    contradictions: tuple[dict[str, Any], ...] = (
        {"period": 300},
        {"period": None},
        {"unit": "Count"},
        {"evaluatedDatapoints": []},
        {"evaluatedDatapoints": [entries[0] | {"sampleCount": 2.0}]},
        {"evaluatedDatapoints": [{"timestamp": entries[0]["timestamp"]}]},
    )
    for wrong in contradictions:
        assert run_case(case | {"expected_reason_data": wrong}) is not None


def test_command_counts_and_exits(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command prints each failure and a count, and exits 1 when there is one."""
    wrong = CASES[0] | {"id": "wrong", "expected_state": "ALARM"}
    file = tmp_path / "cases.json"
    file.write_text(json.dumps([CASES[0], wrong]))

    assert main([str(VECTORS)]) == 0
    assert main([str(VECTORS), str(file)]) == 1
    output = capsys.readouterr().out
    assert f"{len(CASES)} passed, 0 failed\n" in output
    assert "FAILED wrong\n  state\n    expected: ALARM\n    got:      OK\n  source: https" in output
    assert output.endswith(f"{len(CASES) + 1} passed, 1 failed\n")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "no such file"),
        (b"{", "is not JSON"),
        (b"{}", "holds dict"),
        (b"\xff\xfe", "not UTF-8"),
    ],
)
def test_unreadable_file_exits_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None, said: str
) -> None:
    """A file that holds no list of cases is named in one plain line."""
    file = tmp_path / "cases.json"
    if content is not None:
        file.write_bytes(content)

    assert main([str(file)]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert "Traceback" not in error


def test_a_pipe_of_cases_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It may never end, and is not opened; nor is a number read that nobody can write."""
    pipe, number = tmp_path / "pipe.json", tmp_path / "number.json"
    os.mkfifo(pipe)
    number.write_text(f"[{'9' * 5000}]")

    assert main([str(pipe)]) == 2
    assert main([str(number)]) == 2
    errors = capsys.readouterr().err.splitlines()
    assert "it is a pipe" in errors[0]
    assert "is not JSON" in errors[1]
