"""What templates say of a resource for thresholds, and parts that are resources of their own."""

import pytest

from tests.support.cloud_assembly import cloud_assembly
from tocsin.assembly import Assembly
from tocsin.starter import start_from_templates
from tocsin.viewpoint import Resource, parse_viewpoint

FUNCTION = "AWS::Lambda::Function"
BALANCING = "AWS::ElasticLoadBalancingV2"


def _resources(assembly: Assembly) -> dict[str, Resource]:
    starter = start_from_templates(assembly, otherwise_called="shop")
    viewpoint, _ = parse_viewpoint(starter.files["viewpoint.yaml"])
    return dict(viewpoint.services["shop"].resources)


@pytest.mark.parametrize(
    ("properties", "facts"),
    [
        ({}, {"timeout": "3s"}),
        (
            {"Timeout": 120, "ReservedConcurrentExecutions": 50},
            {"timeout": "2m", "concurrency": 50},
        ),
        ({"Timeout": "45"}, {"timeout": "45s"}),
        ({"Timeout": {"Ref": "Timeout"}}, {}),
        ({"ReservedConcurrentExecutions": 0}, {"timeout": "3s"}),
    ],
)
def test_settings_are_read(properties: dict[str, object], facts: dict[str, object]) -> None:
    """A property, or what AWS takes without it; what only a deployment knows is not said."""
    properties = {"FunctionName": "mail", **properties}
    assembly = cloud_assembly(shop={"Mail": {"Type": FUNCTION, "Properties": properties}})

    found = _resources(assembly)["mail"].facts

    assert found == {"function": "mail", **facts}


@pytest.mark.parametrize(
    ("groups", "types"),
    [
        (1, {"front": "application_load_balancer"}),
        (
            2,
            {
                "front": "application_load_balancer",
                "group0": "application_target_group",
                "group1": "application_target_group",
            },
        ),
    ],
)
def test_several_target_groups_are_each_watched(groups: int, types: dict[str, str]) -> None:
    """The only one belongs to its load balancer; of several each is a resource of its own."""
    actions = [{"Type": "forward", "TargetGroupArn": {"Ref": f"Group{n}"}} for n in range(groups)]
    listener = {"LoadBalancerArn": {"Ref": "Front"}, "DefaultActions": actions}
    resources = {
        "Front": {"Type": f"{BALANCING}::LoadBalancer"},
        "Listener": {"Type": f"{BALANCING}::Listener", "Properties": listener},
        **{f"Group{n}": {"Type": f"{BALANCING}::TargetGroup"} for n in range(groups)},
    }

    found = _resources(cloud_assembly(shop=resources))

    assert {name: each.type for name, each in found.items()} == types
