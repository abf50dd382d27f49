from collections.abc import Iterator

import pytest

from tests.support.forge_server import ForgeServer, forge_server


@pytest.fixture(name="server")
def _server() -> Iterator[ForgeServer]:
    """A forge on this machine."""
    with forge_server() as server:
        yield server
