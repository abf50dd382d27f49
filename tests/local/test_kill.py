"""Commands that are killed at any moment leave nothing behind that `down` does not find."""

import signal
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.support.emulator import wait_for
from tests.support.local_command import LocalCommands, arguments_of, local_commands

pytestmark = [pytest.mark.emulator, pytest.mark.slow]


def hit(process: subprocess.Popen[str], number: signal.Signals, after: float) -> str:
    """Send a signal after so many seconds, wait for the end, and return what was printed."""
    time.sleep(after)
    process.send_signal(number)
    output, _ = process.communicate(timeout=30)
    return output


def must_be_clean(commands: LocalCommands) -> None:
    """Nothing may run but what is recorded, and that only until `down`."""
    wait_for(commands.only_recorded_are_left)
    was_running = bool(commands.processes())
    code, said = commands.run("down")
    assert (code, "is stopped" in said) == (0, was_running)
    assert arguments_of(sorted(commands.processes())) == []
    assert not (commands.state / "emulator.json").exists()


# Moments of the import, of the start, while it bootstraps and synthesizes; fewer seconds each on a
# quick machine, and whatever the moment is, the same holds.
MOMENTS = [
    (signal.SIGKILL, 4.0),
    (signal.SIGINT, 2.5),
    (signal.SIGTERM, 2.0),
    (signal.SIGKILL, 1.8),
    (signal.SIGHUP, 1.5),
    (signal.SIGKILL, 1.3),
    (signal.SIGTERM, 1.1),
    (signal.SIGKILL, 0.9),
    (signal.SIGINT, 0.4),
]
AT_A_TIME = 3
"""Half of the time of a command that is killed is waiting, which others can use."""


def test_a_command_that_is_killed_leaves_no_orphan(tmp_path: Path) -> None:
    """The emulator is recorded before it begins, and all else ends with the command."""

    def kill(number: signal.Signals, after: float) -> None:
        folder = tmp_path / f"{number.name}-{after}"
        folder.mkdir()
        with local_commands(folder / "state") as commands:
            output = hit(commands.deploy(), number, after)
            assert "Traceback" not in output, folder
            must_be_clean(commands)

    with ThreadPoolExecutor(AT_A_TIME) as pool:
        for _ in pool.map(lambda moment: kill(*moment), MOMENTS):
            pass


def test_a_second_signal_ends_the_command_at_once(tmp_path: Path) -> None:
    """Who does not want to wait for the clean end need not, and leaves no orphan either."""
    with local_commands(tmp_path / "state") as commands:
        process = commands.deploy()
        time.sleep(3)
        process.send_signal(signal.SIGTERM)
        hit(process, signal.SIGTERM, 0.0)
        assert process.returncode in (-signal.SIGTERM, 128 + signal.SIGTERM)
        must_be_clean(commands)


def test_a_command_right_after_a_kill_works(tmp_path: Path) -> None:
    """It waits for what was interrupted, and takes the emulator over or replaces it."""
    with local_commands(tmp_path / "state") as commands:
        hit(commands.deploy(), signal.SIGKILL, 3.0)
        first = commands.record
        code, said = commands.deployed()
        assert code == 0, said
        assert commands.record
        assert first is None or first == commands.record or not first.is_alive()
        must_be_clean(commands)


def test_down_finds_an_emulator_whose_record_is_gone(tmp_path: Path) -> None:
    """Whoever deletes the folder of the state, or kills `down`, loses nothing."""
    with local_commands(tmp_path / "state") as commands:
        process = commands.deploy()
        wait_for(lambda: commands.record)
        hit(process, signal.SIGKILL, 0.0)
        (commands.state / "emulator.json").unlink()
        wait_for(lambda: len(commands.processes()) <= 1)
        code, _ = commands.run("down")
        assert code == 0
        assert arguments_of(sorted(commands.processes())) == []
