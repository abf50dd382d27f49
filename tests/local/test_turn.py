from pathlib import Path

import pytest

from local.failure import LocalError
from local.turn import one_at_a_time


def test_one_command_at_a_time(tmp_path: Path) -> None:
    """A second command is refused while the first is at work, and accepted after."""
    with (
        one_at_a_time(tmp_path),
        pytest.raises(LocalError, match="at work"),
        one_at_a_time(tmp_path),
    ):
        pytest.fail("both had the turn")
    with one_at_a_time(tmp_path):
        pass
