import os
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path

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


AWKWARD = "a b'c$d"


@pytest.fixture
def _running(monkeypatch: pytest.MonkeyPatch) -> None:
    """An emulator runs, as far as commands know."""
    record = ProcessRecord(
        pid=1, identity="1", port=4567, fingerprint="x", access_key="TOCSIN1", secret=AWKWARD
    )
    monkeypatch.setattr(commands, "_require_running", lambda: record)


@pytest.mark.usefixtures("_running")
def test_run_gives_a_command_the_key_and_returns_its_exit_code(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """It finds programs of this environment, options are its own, and AWS is not the caller's."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AWS_PROFILE", "production")
    program = """
import os, shutil, sys
print(os.environ["AWS_ENDPOINT_URL"], os.environ["AWS_SECRET_ACCESS_KEY"])
print("AWS_PROFILE" in os.environ, shutil.which("tocsin") is not None, sys.argv[1:])
sys.exit(7)
"""
    assert cli.main(["run", sys.executable, "-c", program, "--stage", "local"]) == 7
    assert capfd.readouterr().out.splitlines() == [
        f"http://127.0.0.1:4567 {AWKWARD}",
        "False True ['--stage', 'local']",
    ]


@pytest.mark.usefixtures("_running")
@pytest.mark.parametrize(
    ("words", "said"),
    [([], "no command was given"), (["no-such-program"], "'no-such-program' cannot be run")],
)
def test_run_refuses_what_is_no_command(
    words: list[str],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    """Wrong input exits with 2."""
    monkeypatch.chdir(tmp_path)
    assert cli.main(["run", *words]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.usefixtures("_running")
def test_env_prints_what_a_shell_needs(capsys: pytest.CaptureFixture[str]) -> None:
    """A shell that evaluates it has the address and the key, and nothing of the caller's own."""
    assert cli.main(["env"]) == 0
    script = f"{capsys.readouterr().out}\nenv"

    own = {"PATH": os.environ["PATH"], "AWS_PROFILE": "production", "NO_PROXY": "example.com"}
    printed = subprocess.check_output(["sh", "-c", script], env=own, text=True)
    environment = dict(line.split("=", 1) for line in printed.splitlines())

    assert environment["AWS_ENDPOINT_URL"] == "http://127.0.0.1:4567"
    assert environment["AWS_ACCESS_KEY_ID"] == "TOCSIN1"
    assert environment["AWS_SECRET_ACCESS_KEY"] == AWKWARD
    assert environment["NO_PROXY"] == "127.0.0.1,example.com"
    assert "AWS_PROFILE" not in environment
