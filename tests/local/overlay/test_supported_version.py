import subprocess

import pytest

from local.overlay.supported_version import (
    SUPPORTED_VERSION,
    UnsupportedVersionError,
    require_supported_version,
)
from local.paths import EMULATOR_PYTHON, ROOT


@pytest.mark.parametrize("version", ["1.5.32", "1.5.34", "2.0.0", "(not installed)"])
def test_any_other_version_is_refused(version: str) -> None:
    """The overlay refuses every version but its own, names both, and says what to install."""
    with pytest.raises(UnsupportedVersionError) as refused:
        require_supported_version(version)
    assert version in str(refused.value)
    assert SUPPORTED_VERSION in str(refused.value)
    assert "requirements/emulator.txt" in str(refused.value)


def test_the_supported_version_is_the_locked_one() -> None:
    """The lock file of the emulator pins the version that the overlay supports."""
    locked = (ROOT / "requirements" / "emulator.txt").read_text()
    assert f"ministack=={SUPPORTED_VERSION}" in locked


@pytest.mark.emulator
def test_without_ministack_the_overlay_ends_with_a_message() -> None:
    """Started where ministack is not installed, the overlay exits with 3 and no traceback."""
    command = [str(EMULATOR_PYTHON), "-S", "-m", "local.overlay", "--port", "1"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert done.stderr.startswith("error: the emulator is ministack (not installed)")
    assert "Traceback" not in done.stderr
