from collections.abc import Iterator

import pytest

from tests.support.grafana_server import GrafanaServer, grafana_server


@pytest.fixture
def grafana() -> Iterator[GrafanaServer]:
    """Yield a Grafana that has nothing yet."""
    with grafana_server() as server:
        yield server
