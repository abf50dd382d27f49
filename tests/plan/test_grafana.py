"""Where dashboards are looked at, and who brings them there."""

import pytest

from tests.support.viewpoints import SMALL, planned
from tocsin.plan import GrafanaSpec, WorkspaceSpec

URL = "https://grafana.example.com"
WORKSPACE = WorkspaceSpec(
    id="g-1a2b3c4d5e",
    region="eu-west-1",
    adopt=False,
    data_sources=False,
    sign_in=("AWS_SSO",),
    function="shop-prod-dashboards",
)


def _spec(written: str, of_stage: str = "") -> GrafanaSpec | None:
    text = SMALL.replace("region: eu-west-1", f"region: eu-west-1{of_stage}", 1)
    return planned(f"{text}{written}\n", "prod").grafana


@pytest.mark.parametrize(
    ("written", "spec"),
    [
        ("", None),
        (f"grafana: {URL}", GrafanaSpec(url=URL, folder="shop prod", workspace=None)),
        (
            f"grafana: {{url: '{URL}', folder: Shop}}",
            GrafanaSpec(url=URL, folder="Shop", workspace=None),
        ),
        (
            "grafana: {workspace: g-1a2b3c4d5e}",
            GrafanaSpec(url=None, folder="shop prod", workspace=WORKSPACE),
        ),
    ],
)
def test_an_address_alone_publishes_nothing(written: str, spec: GrafanaSpec | None) -> None:
    """A workspace does, of each stage into a folder of its own."""
    assert _spec(written) == spec


def test_a_stage_has_its_own_workspace() -> None:
    """Beside what all have; one that is made has no id before it is there."""
    own = _spec(f"grafana: {{url: '{URL}'}}", ", grafana: {workspace: new, sign_in: saml}")

    assert own is not None
    assert own.workspace is not None
    assert own.url == URL
    assert (own.workspace.id, own.workspace.sign_in) == (None, ("SAML",))
    assert _spec("grafana: {workspace: g-1a2b3c4d5e}", ", grafana: off") is None
