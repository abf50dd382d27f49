"""Some edits as the embedded AWS carries them out, one deployment after the other."""

from pathlib import Path

import pytest

from local.endpoint import ACCOUNT, HOME_REGION, RECOVERY_REGION, Endpoint
from local.fake_parameters import put_parameters
from tests.support.emulator import deploy_stack
from tests.support.project import ROOT
from tests.support.stage_assemblies import synthesize
from tests.support.synthesis import artifacts_in, templates_in
from tests.support.viewpoints import changed
from tocsin.assembly import Assembly, load
from tocsin.transition import Deployed, transition

pytestmark = pytest.mark.emulator

SHOP = Path(__file__).with_name("shop.yaml").read_text()
TWO_REGIONS = (ROOT / "tests" / "support" / "two_regions.yaml").read_text()
CHECKOUT = SHOP[SHOP.index("  checkout:\n") : SHOP.index("tracing:\n")]

EDITS = {
    "moved": (("severity: info", "severity: warning"),),
    "renamed": (("      few carts:", "      hardly any carts:"),),
    "removed": ((CHECKOUT, ""),),
}


def local_shop(system: str) -> str:
    """Return the shop as a system of its own in the embedded AWS."""
    return changed(
        ("system: shop", f"system: {system}"),
        ('"111122223333", region: eu-west-1', f'"{ACCOUNT}", region: {HOME_REGION}'),
        text=SHOP,
    )


def deploy(emulator: Endpoint, text: str, folder: Path, before: Deployed) -> Deployed:
    """Deploy a viewpoint in the order, and only in the steps, that the simulator gives."""
    synthesize(text, "prod", folder)
    put_parameters(emulator, folder, {"/cdk-bootstrap/hnb659fds/version": "21"})
    templates, artifacts = templates_in(folder), artifacts_in(folder)
    found = transition(before, load(folder))
    assert not found.is_refused
    for step in found.steps:
        if not step.logical_id:
            region = artifacts[step.stack]["environment"].rpartition("/")[2]
            deploy_stack(emulator, step.stack, templates[step.stack], region=region)
    return found.after


def names(assembly: Assembly) -> set[str]:
    """Return the names of the alarms of an assembly."""
    return {alarm.name for alarm in assembly.alarms}


def deployed_names(emulator: Endpoint, system: str, region: str = HOME_REGION) -> set[str]:
    """Return the names of a system's alarms in a Region of the embedded AWS."""
    pages = (
        emulator.client("cloudwatch", region)
        .get_paginator("describe_alarms")
        .paginate(AlarmNamePrefix=f"{system}-")
    )
    return {alarm["AlarmName"] for page in pages for alarm in page["MetricAlarms"]}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_is_deployed(name: str, emulator: Endpoint, tmp_path: Path) -> None:
    """Both assemblies deploy, one over the other, and what is there is what the templates say."""
    before = local_shop(name)
    after = changed(*EDITS[name], text=before)

    base = deploy(emulator, before, tmp_path / "base", Deployed())
    assert deployed_names(emulator, name) == names(load(tmp_path / "base"))

    head = deploy(emulator, after, tmp_path / "head", base)
    left = {
        resource.name
        for stack in head.stacks.values()
        for resource in stack.resources.values()
        if resource.type == "AWS::CloudWatch::Alarm"
    }
    assert deployed_names(emulator, name) == left >= names(load(tmp_path / "head"))


@pytest.mark.slow
def test_a_stage_in_two_regions_is_deployed(emulator: Endpoint, tmp_path: Path) -> None:
    """Each Region gets its alarms, and one that is for the other Region then goes there."""
    text = changed(
        ("system: shop", "system: twice"),
        ('account: "111122223333"', f'account: "{ACCOUNT}"'),
        text=TWO_REGIONS.replace("eu-west-1", RECOVERY_REGION),
    )
    base = deploy(emulator, text, tmp_path / "base", Deployed())

    alarms = load(tmp_path / "base").alarms
    for region in (RECOVERY_REGION, HOME_REGION):
        planned = {alarm.name for alarm in alarms if alarm.resource.stack.region == region}
        assert deployed_names(emulator, "twice", region) == planned
        assert planned

    moved = changed(
        (
            "orders placed\n        regions: [us-east-1]",
            "orders placed\n        regions: [us-west-2]",
        ),
        text=text,
    )
    deploy(emulator, moved, tmp_path / "head", base)
    found = {
        region: {name for name in deployed_names(emulator, "twice", region) if "america" in name}
        for region in (RECOVERY_REGION, HOME_REGION)
    }
    assert found == {
        RECOVERY_REGION: {"twice-prod-checkout-no-orders-in-america"},
        HOME_REGION: set(),
    }
