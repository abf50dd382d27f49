"""Synthesizes every stage of the system at the root once."""

from pathlib import Path

import pytest

from tests.own.system import PLANS, VIEWPOINT_FILE
from tests.support.assemblies import shared_assemblies


@pytest.fixture(scope="session")
def assemblies(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The assembly of each stage, with all validation; processes of one test run share them."""
    return shared_assemblies(tmp_path_factory.getbasetemp(), VIEWPOINT_FILE, PLANS)
