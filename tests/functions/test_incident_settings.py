"""What functions of incidents are told by their environment."""

from dataclasses import replace

import pytest

from functions.incidents.settings import Route
from tests.support.incident_aws import MACHINE, PROBE_TOPIC, SETTINGS
from tests.support.incidents import TOPIC


def test_probes_and_incidents_never_share_a_machine() -> None:
    """However urgent both are: a probe pages nobody, and an incident is no probe."""
    infos = {f"{TOPIC}-info": Route(severity="info", machine=f"{MACHINE}-info")}
    settings = replace(SETTINGS, routes={**SETTINGS.routes, **infos})

    assert settings.machine("info", is_probe=True) == settings.routes[PROBE_TOPIC].machine
    assert settings.machine("info") == f"{MACHINE}-info"
    with pytest.raises(LookupError):
        SETTINGS.machine("info")
