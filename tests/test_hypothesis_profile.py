"""All tests of properties run under one profile: a loaded machine fails none of them."""

import re

from hypothesis import HealthCheck, settings

from tests.support.tracked_files import tracked_texts

_OWN_WAY = re.compile(r"deadline=|suppress_health_check=(?!ONE_FOLDER)")


def test_profile_is_patient_and_says_how_to_repeat() -> None:
    """No deadline, no check of how long examples take to make, and the failing example's blob."""
    assert settings.default is not None
    assert settings.default.deadline is None
    assert settings.default.print_blob
    assert HealthCheck.too_slow in settings.default.suppress_health_check


def test_no_test_goes_its_own_way() -> None:
    """What the profile decides is decided nowhere else."""
    here = {"tests/conftest.py", "tests/test_hypothesis_profile.py", "tests/support/properties.py"}
    found = [
        name
        for name, text in tracked_texts(own=False)
        if name.startswith("tests/") and name.endswith(".py") and name not in here
        if "hypothesis" in text and _OWN_WAY.search(text)
    ]

    assert not found
