"""Which type of the catalogue a resource is of, where its template decides it."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from tocsin.assembly import load
from tocsin.starter import start_from_templates
from tocsin.viewpoint import parse_viewpoint

Resources = Mapping[str, object]


def _resource(kind: str, **properties: object) -> dict[str, object]:
    return {"Type": kind, "Properties": properties}


def _cluster(**properties: object) -> dict[str, object]:
    return _resource("AWS::ECS::Cluster", ClusterName="shop", **properties)


def _insights(value: str) -> list[dict[str, str]]:
    return [{"Name": "containerInsights", "Value": value}]


def _found(resources: Resources, folder: Path) -> dict[str, tuple[str, tuple[str, ...]]]:
    path = folder / "template.json"
    path.write_text(json.dumps({"Resources": resources}))
    starter = start_from_templates(load(path), otherwise_called="shop")
    services = parse_viewpoint(starter.files["viewpoint.yaml"])[0].services
    return {
        name: (each.type, tuple(each.opt_ins))
        for service in services.values()
        for name, each in service.resources.items()
    }


@pytest.mark.parametrize(
    ("cluster", "types"),
    [
        (_cluster(), []),
        (_cluster(CapacityProviders=["FARGATE", "FARGATE_SPOT"]), []),
        (_cluster(CapacityProviders=["FARGATE", "instances"]), ["ecs_cluster"]),
        (_cluster(CapacityProviders=[{"Ref": "Instances"}]), ["ecs_cluster"]),
        (_cluster(ClusterSettings=_insights("disabled")), []),
        (_cluster(ClusterSettings=_insights("enabled")), ["ecs_container_insights"]),
        (_cluster(ClusterSettings=_insights("enhanced")), ["ecs_container_insights_enhanced"]),
        (
            _cluster(CapacityProviders=["instances"], ClusterSettings=_insights("enabled")),
            ["ecs_cluster", "ecs_container_insights"],
        ),
    ],
)
def test_a_cluster_is_what_it_publishes(
    cluster: Resources, types: list[str], tmp_path: Path
) -> None:
    """Only clusters with instances have reservations, and only some have Container Insights."""
    assert sorted(kind for kind, _ in _found({"Shop": cluster}, tmp_path).values()) == types


@pytest.mark.parametrize(
    ("kind", "properties", "found"),
    [
        ("AWS::EC2::Instance", {"InstanceType": "t3.small"}, ("ec2_instance", ("burstable",))),
        ("AWS::EC2::Instance", {"InstanceType": "m7g.large"}, ("ec2_instance", ())),
        ("AWS::CodePipeline::Pipeline", {"Name": "a", "PipelineType": "V1"}, None),
        (
            "AWS::CodePipeline::Pipeline",
            {"Name": "a", "PipelineType": "V2"},
            ("codepipeline_pipeline", ()),
        ),
        ("AWS::Lambda::EventSourceMapping", {"FunctionName": "a"}, None),
        (
            "AWS::Lambda::EventSourceMapping",
            {"FunctionName": "a", "MetricsConfig": {"Metrics": ["EventCount", "ErrorCount"]}},
            ("lambda_event_source_mapping", ("error_count",)),
        ),
        ("AWS::EKS::Addon", {"ClusterName": "a", "AddonName": "vpc-cni"}, None),
        (
            "AWS::EKS::Addon",
            {"ClusterName": "a", "AddonName": "amazon-cloudwatch-observability"},
            ("eks_container_insights_enhanced", ()),
        ),
    ],
)
def test_settings_decide_what_is_there(
    kind: str, properties: Resources, found: object, tmp_path: Path
) -> None:
    """What publishes nothing as it is set is left out, and opt-ins are those of the template."""
    expected = {} if found is None else {"thing": found}

    assert _found({"Thing": _resource(kind, **properties)}, tmp_path) == expected


def test_a_volume_knows_the_instance_it_is_attached_to(tmp_path: Path) -> None:
    """An attachment refers to both; checks of the volume are published for the pair."""
    both = {"InstanceId": {"Ref": "Box"}, "VolumeId": {"Ref": "Disk"}, "Device": "/dev/sdf"}
    path = tmp_path / "template.json"
    path.write_text(
        json.dumps(
            {
                "Resources": {
                    "Box": _resource("AWS::EC2::Instance", InstanceType="m7g.large"),
                    "Disk": _resource("AWS::EC2::Volume", Size=10),
                    "Both": _resource("AWS::EC2::VolumeAttachment", **both),
                }
            }
        )
    )

    starter = start_from_templates(load(path), otherwise_called="shop")

    expressions = {each.path.rpartition("/")[2]: each.expression for each in starter.parameters}
    assert expressions == {"instance": "!Ref Box", "volume": "!Ref Disk"}
