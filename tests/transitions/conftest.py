"""What pairs of templates are deployed into."""

from collections.abc import Iterator

import pytest

from local.endpoint import Endpoint
from tests.support.emulator import running_emulator


@pytest.fixture(scope="session")
def emulator() -> Iterator[Endpoint]:
    """One emulator for all pairs that are really deployed; each has a system of its own."""
    with running_emulator() as endpoint:
        yield endpoint
