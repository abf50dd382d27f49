import os
import subprocess
from contextlib import nullcontext

import pytest
from botocore.exceptions import EndpointConnectionError

from local import cli, commands
from local.failure import LocalError, WrongInputError
from local.process_record import ProcessRecord


@pytest.fixture(autouse=True)
def _no_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "one_at_a_time", nullcontext)


def failing_with(error: BaseException) -> object:
    """A command that fails."""

    def fail(*_arguments: object) -> None:
        raise error

    return fail


def test_a_failure_shows_the_log_and_the_fix_and_exits_with_3(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What failed, its last lines and what to do are shown; there is no traceback."""
    error = LocalError("`cdk deploy` ended with exit code 1", fix="read the log", log=["[x] no"])
    monkeypatch.setattr(commands, "status", failing_with(error))
    assert cli.main(["status"]) == 3
    assert capsys.readouterr().err.splitlines() == [
        "  | [x] no",
        "error: `cdk deploy` ended with exit code 1",
        "  fix: read the log",
    ]


def test_wrong_input_exits_with_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A viewpoint that cannot be used is not a failure of what we depend on."""
    error = WrongInputError("the viewpoint cannot be used", fix="change what is listed above")
    monkeypatch.setattr(commands, "status", failing_with(error))
    assert cli.main(["status"]) == 2
    assert "the viewpoint cannot be used" in capsys.readouterr().err


def test_an_emulator_that_has_gone_is_reported(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A request that the emulator does not answer ends with 3 and no traceback."""
    gone = EndpointConnectionError(endpoint_url="http://127.0.0.1:1")
    monkeypatch.setattr(commands, "status", failing_with(gone))
    assert cli.main(["status"]) == 3
    assert "error: the emulator refused a request" in capsys.readouterr().err


def test_an_interrupt_says_how_to_stop_the_emulator(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ctrl-C ends with 130 and says how to stop what still runs."""
    monkeypatch.setattr(commands, "down", failing_with(KeyboardInterrupt()))
    assert cli.main(["down"]) == 130
    assert "`python -m local down` stops the embedded AWS" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["deploy", "--assembly", "/"], "has no manifest.json"),
        (["up", "--viewpoint", "/nowhere.yaml"], "is not a file; name an existing viewpoint"),
        (["up", "--parameter", "/shop/alb"], "is not NAME=VALUE"),
        (["fly"], "invalid choice: 'fly'"),
        ([], "required: command"),
    ],
)
def test_wrong_arguments_exit_with_2(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Wrong input exits with 2 and says what was expected."""
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    assert ended.value.code == 2
    assert said in capsys.readouterr().err


def test_env_prints_what_a_shell_needs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A shell that evaluates it has the address and the key, and nothing of the caller's own."""
    awkward = "a b'c$d"
    record = ProcessRecord(
        pid=1, identity="1", port=4567, fingerprint="x", access_key="TOCSIN1", secret=awkward
    )
    monkeypatch.setattr(commands, "_require_running", lambda: record)
    assert cli.main(["env"]) == 0
    script = f"{capsys.readouterr().out}\nenv"

    own = {"PATH": os.environ["PATH"], "AWS_PROFILE": "production", "NO_PROXY": "example.com"}
    printed = subprocess.check_output(["sh", "-c", script], env=own, text=True)
    environment = dict(line.split("=", 1) for line in printed.splitlines())

    assert environment["AWS_ENDPOINT_URL"] == "http://127.0.0.1:4567"
    assert environment["AWS_ACCESS_KEY_ID"] == "TOCSIN1"
    assert environment["AWS_SECRET_ACCESS_KEY"] == awkward
    assert environment["NO_PROXY"] == "127.0.0.1,example.com"
    assert "AWS_PROFILE" not in environment
