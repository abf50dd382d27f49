"""Synthesizes a system with every part once."""

from pathlib import Path

import pytest

from tests.support.assemblies import shared_assemblies
from tests.support.viewpoints import STAGES, WHOLE


@pytest.fixture(scope="session")
def assemblies(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The assembly of each stage, with all validation; processes of one test run share them."""
    return shared_assemblies(tmp_path_factory.getbasetemp(), WHOLE, STAGES)
