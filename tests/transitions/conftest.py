"""Runs before the tests import aws_cdk."""

from collections.abc import Iterator

import pytest

from local.endpoint import Endpoint
from tests.support.emulator import running_emulator
from tests.support.node import use_own_node

use_own_node()


@pytest.fixture(scope="session")
def emulator() -> Iterator[Endpoint]:
    """One emulator for all pairs that are really deployed; each has a system of its own."""
    with running_emulator() as endpoint:
        yield endpoint
