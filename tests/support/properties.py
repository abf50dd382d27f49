"""What tests of properties have in common; `tests/conftest.py` has the profile of all of them."""

from hypothesis import HealthCheck, settings

assert settings.default is not None
ONE_FOLDER = (*settings.default.suppress_health_check, HealthCheck.function_scoped_fixture)
"""The health checks to leave out where all examples share a folder for files, as they may."""
