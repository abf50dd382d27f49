from collections.abc import Iterator

import pytest

from local.endpoint import Endpoint
from tests.support.emulator import running_emulator


@pytest.fixture(scope="session")
def emulator() -> Iterator[Endpoint]:
    """One emulator for all tests of the overlay; each test uses names of its own."""
    with running_emulator() as endpoint:
        yield endpoint
