"""Some edits as the embedded AWS carries them out, one deployment after the other."""

from pathlib import Path

import pytest

from local.endpoint import ACCOUNT, HOME_REGION, Endpoint
from local.fake_parameters import put_parameters
from tests.support.emulator import deploy_stack
from tests.support.stage_assemblies import synthesize
from tests.support.synthesis import templates_in
from tests.support.viewpoints import changed
from tocsin.assembly import Assembly, load
from tocsin.transition import Deployed, transition

pytestmark = [
    pytest.mark.emulator,
    pytest.mark.xdist_group("emulator"),
]

SHOP = Path(__file__).with_name("shop.yaml").read_text()
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
    templates = templates_in(folder)
    found = transition(before, load(folder))
    assert not found.is_refused
    for step in found.steps:
        if not step.logical_id:
            deploy_stack(emulator, step.stack, templates[step.stack])
    return found.after


def names(assembly: Assembly) -> set[str]:
    """Return the names of the alarms of an assembly."""
    return {alarm.name for alarm in assembly.alarms}


def deployed_names(emulator: Endpoint, system: str) -> set[str]:
    """Return the names of a system's alarms in the embedded AWS."""
    pages = (
        emulator.client("cloudwatch")
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
