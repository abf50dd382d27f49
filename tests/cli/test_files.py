"""What a command is given in place of a file may never end, and is refused before it is opened."""

import json
import os
import signal
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.command_line import run
from tests.support.viewpoints import WHOLE

_LONGEST_SECONDS = 60
TEMPLATE = "template.json"
ALARM = {
    "AlarmName": "a",
    "Namespace": "A",
    "MetricName": "B",
    "Statistic": "Sum",
    "Period": 60,
    "EvaluationPeriods": 1,
    "Threshold": 1,
    "ComparisonOperator": "GreaterThanThreshold",
}

SPAN = ("--start", "2026-01-01T00:00Z", "--end", "2026-01-02T00:00Z")

COMMANDS = [
    ("validate", "{}"),
    ("plan", "{}"),
    ("on-call", "{}"),
    ("dashboards", "{}"),
    ("dashboards", "lint", "{}"),
    ("dashboards", "preview", "{}", "--data", "data.csv", "--assembly", TEMPLATE),
    ("dashboards", "preview", "{}", "--drill", "{}", "--assembly", TEMPLATE),
    ("preflight", "{}", "--stage", "prod"),
    ("preflight", str(WHOLE), "--stage", "prod", "--assembly", "{}"),
    ("test", "{}", "--assembly", TEMPLATE),
    ("test", "--assembly", "{}"),
    ("test", "--assembly", TEMPLATE, "--viewpoint", "{}"),
    ("test", "--assembly", TEMPLATE, "--settings", "{}"),
    ("record", "--output", "data", "--assembly", "{}", *SPAN),
    ("backtest", "--data", "{}", "--assembly", TEMPLATE),
    ("backtest", "--data", "data.csv", "--assembly", "{}"),
    ("backtest", "--data", "data.csv", "--assembly", TEMPLATE, "--base", "{}"),
    ("backtest", "--data", "data.csv", "--assembly", TEMPLATE, "--settings", "{}"),
    ("backtest", "--data", "data.csv", "--assembly", TEMPLATE, "--queries", "{}"),
    ("init", "--from", "{}"),
]
HAS_LIMIT = [each for each in COMMANDS if each[1] == "{}" and each[0] != "backtest"]


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path(TEMPLATE).write_text(
        json.dumps({"Resources": {"A": {"Type": "AWS::CloudWatch::Alarm", "Properties": ALARM}}})
    )
    Path("data.csv").write_text(
        "namespace,metric,dimensions,unit,statistic,period,timestamp,value\n"
        "A,B,,,Sum,60,2026-01-01T00:00Z,1\n"
    )


@pytest.fixture(autouse=True)
def _end_of_patience() -> Iterator[None]:
    """Fail where a command waits for a pipe, because that would hold up all tests for ever."""

    def give_up(*_: object) -> None:
        pytest.fail("the command waits")

    previous = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(_LONGEST_SECONDS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, previous)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("kind", ["a pipe", "a device or a socket"])
def test_what_never_ends_is_refused(command: tuple[str, ...], kind: str) -> None:
    """Each file that a command reads is named, with what it is, and the input is wrong."""
    given = Path("given.csv" if command[:2] == ("backtest", "--data", "{}") else "given.yaml")
    if kind == "a pipe":
        os.mkfifo(given)
    else:
        given.symlink_to("/dev/zero")
    outcome = run(*(part.format(given) for part in command))

    assert f"{given}: it is {kind}" in outcome.errors + outcome.output
    assert outcome.exit_code == 2


@pytest.mark.parametrize("command", HAS_LIMIT, ids=" ".join)
def test_what_is_too_large_is_refused(command: tuple[str, ...]) -> None:
    """A viewpoint or a drill that is larger than any is refused by its size."""
    given = Path("given.yaml")
    with given.open("wb") as file:
        file.truncate(10_000_001)
    outcome = run(*(part.format(given) for part in command))

    assert f"{given}: the file has 10,000,001 bytes" in outcome.errors
    assert outcome.exit_code == 2


NAMED = [
    *(each for each in COMMANDS if each[0] != "test" or len(each) > 2),
    ("init", "{}"),
    ("runbooks", str(WHOLE), "--folder", "{}"),
    ("dashboards", str(WHOLE), "--stage", "prod", "--output", "{}"),
]


@pytest.mark.parametrize("command", NAMED, ids=" ".join)
def test_a_path_that_cannot_be_is_wrong_input(command: tuple[str, ...]) -> None:
    """What no file can be called is refused as what it is, and is no defect of ours."""
    outcome = run(*(part.format("x" * 5000) for part in command))

    assert "File name too long" in outcome.errors
    assert outcome.exit_code == 2


LONG_LINES = [each for each in COMMANDS if each[1:3] != ("--data", "{}")]


@pytest.mark.parametrize("command", LONG_LINES, ids=" ".join)
def test_a_file_of_one_line_without_end_is_refused(command: tuple[str, ...]) -> None:
    """No more of a file than any use of it has is ever in memory: of 2 GB, some megabytes."""
    given = Path("given.yaml")
    given.write_bytes(b"a")
    os.truncate(given, 2_000_000_000)
    tracemalloc.start()
    outcome = run(*(part.format(given) for part in command))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert f"{given}: the file has 2,000,000,000 bytes" in outcome.errors
    assert outcome.exit_code == 2
    assert most < 200_000_000


@pytest.mark.parametrize("suffix", ["csv", "json", "jsonl", "parquet"])
def test_recorded_data_of_one_line_without_end_are_refused(suffix: str) -> None:
    """Neither is a recording of one line read whole, which no header can be."""
    given = Path(f"given.{suffix}")
    given.write_bytes(b"a")
    os.truncate(given, 600_000_000)
    tracemalloc.start()
    outcome = run("backtest", "--data", given, "--assembly", TEMPLATE)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert outcome.exit_code == 2
    assert most < 200_000_000
