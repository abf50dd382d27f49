from pathlib import Path

import pytest

from local.command_lock import one_at_a_time
from local.failure import LocalError


def test_one_command_at_a_time(tmp_path: Path) -> None:
    """A second command is refused while the first is at work, and accepted after."""
    with (
        one_at_a_time(tmp_path),
        pytest.raises(LocalError, match="at work"),
        one_at_a_time(tmp_path),
    ):
        pytest.fail("both held the lock")
    with one_at_a_time(tmp_path):
        pass
