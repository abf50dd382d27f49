"""How identifiers are read: what a template decides, and what only a deployment knows."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.support.cloud_assembly import StackDraft, cloud_assembly, export, imported
from tocsin.assembly import Assembly, load
from tocsin.starter import start_from_templates
from tocsin.viewpoint import parse_viewpoint

QUEUE = "AWS::SQS::Queue"
TABLE = "AWS::DynamoDB::Table"


def _resource(kind: str, **properties: object) -> dict[str, object]:
    return {"Type": kind, "Properties": properties}


def _identifiers(assembly: Assembly) -> dict[str, dict[str, object]]:
    """Return the identifiers of each resource of the viewpoint, by its name."""
    text = start_from_templates(assembly, otherwise_called="shop").files["viewpoint.yaml"]
    viewpoint, _ = parse_viewpoint(text)
    return {
        name: dict(resource.identifiers)
        for service in viewpoint.services.values()
        for name, resource in service.resources.items()
    }


def _created(assembly: Assembly) -> dict[str, str]:
    starter = start_from_templates(assembly, otherwise_called="shop")
    return {each.path: each.expression for each in starter.parameters}


@pytest.mark.parametrize(
    ("properties", "written", "created"),
    [
        ({"QueueName": "jobs"}, "jobs", {}),
        ({"QueueName": "jobs-prod"}, "jobs-{stage}", {}),
        ({"QueueName": {"Fn::Sub": "${AWS::StackName}-jobs"}}, "shop-jobs", {}),
        ({"QueueName": {"Fn::Sub": "jobs-${AWS::AccountId}"}}, "jobs-{account}", {}),
        ({"QueueName": {"Fn::Sub": "${AWS::Region}-jobs"}}, "{region}-jobs", {}),
        ({}, None, {"/shop/prod/shop/jobs/queue": "!GetAtt Jobs.QueueName"}),
        (
            {"QueueName": {"Ref": "Given"}},
            None,
            {"/shop/prod/shop/jobs/queue": "!GetAtt Jobs.QueueName"},
        ),
        ({"QueueName": "no name"}, None, {"/shop/prod/shop/jobs/queue": "!GetAtt Jobs.QueueName"}),
        ({"QueueName": "{{resolve:ssm:/shop/jobs:3}}"}, "ssm:/shop/jobs", {}),
    ],
)
def test_name_is_taken_where_the_template_decides_it(
    properties: Mapping[str, Any], written: str | None, created: Mapping[str, str]
) -> None:
    """A name that is open, or that AWS would not take, becomes a parameter."""
    stack = StackDraft(
        resources={"Jobs": _resource(QUEUE, **properties)}, parameters={"Given": {"Type": "String"}}
    )
    assembly = cloud_assembly(shop=stack)

    expected = written or "ssm:/shop/{stage}/shop/jobs/queue"
    assert _identifiers(assembly) == {"jobs": {"queue": expected}}
    assert _created(assembly) == created


def test_name_of_a_stack_is_known_in_an_assembly_alone(tmp_path: Path) -> None:
    """Nothing says what a template will be called, so its file's name is not believed."""
    template = tmp_path / "shop.yaml"
    template.write_text(
        "Resources: {Jobs: {Type: AWS::SQS::Queue, "
        'Properties: {QueueName: !Sub "${AWS::StackName}-jobs"}}}'
    )

    assert _identifiers(load(template)) == {"jobs": {"queue": "ssm:/shop/{stage}/shop/jobs/queue"}}


def test_identifier_may_be_that_of_another_resource() -> None:
    """The dead-letter queue is one of the queue's identifiers, and no resource of its own."""
    arn = {"Fn::GetAtt": ["Dead", "Arn"]}
    assembly = cloud_assembly(
        shop={
            "Jobs": _resource(QUEUE, QueueName="jobs", RedrivePolicy={"deadLetterTargetArn": arn}),
            "Dead": _resource(QUEUE),
        }
    )

    assert _identifiers(assembly) == {
        "jobs": {
            "queue": "jobs",
            "dead_letter_queue": "ssm:/shop/{stage}/shop/jobs/dead-letter-queue",
        }
    }
    assert _created(assembly) == {
        "/shop/prod/shop/jobs/dead-letter-queue": "!GetAtt Dead.QueueName"
    }


def test_arn_of_what_is_elsewhere_has_the_name_in_it() -> None:
    """A queue that no template of the application makes is known by its ARN."""
    arn = "arn:aws:sqs:eu-west-1:111122223333:dead"
    assembly = cloud_assembly(
        shop={
            "Jobs": _resource(QUEUE, QueueName="jobs", RedrivePolicy={"deadLetterTargetArn": arn})
        }
    )

    assert _identifiers(assembly)["jobs"]["dead_letter_queue"] == "dead"


@pytest.mark.parametrize("cluster", [{"ClusterName": "main"}, {}])
def test_identifier_is_followed_through_exports(cluster: Mapping[str, Any]) -> None:
    """An ECS service names the cluster of another stack by what that exports."""
    assembly = cloud_assembly(
        network=StackDraft(
            resources={"Cluster": _resource("AWS::ECS::Cluster", **cluster)},
            outputs={"Out": export("cluster", {"Ref": "Cluster"})},
        ),
        api=StackDraft(
            resources={"Api": _resource("AWS::ECS::Service", Cluster=imported("cluster"))},
            depends_on=("network",),
        ),
    )

    created = _created(assembly)

    expected = {} if cluster else {"/shop/prod/api/api/cluster": "!Ref Cluster"}
    assert created == {**expected, "/shop/prod/api/api/service": "!GetAtt Api.Name"}


def test_service_without_a_cluster_is_in_the_default_one() -> None:
    """https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecs-service.html."""
    assembly = cloud_assembly(shop={"Api": _resource("AWS::ECS::Service", ServiceName="api")})

    assert _identifiers(assembly) == {"api": {"cluster": "default", "service": "api"}}


@pytest.mark.parametrize(("groups", "is_found"), [(1, True), (2, False)])
def test_the_only_target_group_of_a_load_balancer_is_found(
    groups: int,
    is_found: bool,  # noqa: FBT001 - pytest passes a parametrized argument by name
) -> None:
    """A listener refers to both; of several groups nobody can say which is meant."""
    actions = [{"Type": "forward", "TargetGroupArn": {"Ref": f"Group{n}"}} for n in range(groups)]
    kind = "AWS::ElasticLoadBalancingV2"
    resources = {
        "Front": _resource(f"{kind}::LoadBalancer"),
        "Listener": _resource(
            f"{kind}::Listener", LoadBalancerArn={"Ref": "Front"}, DefaultActions=actions
        ),
        **{f"Group{n}": _resource(f"{kind}::TargetGroup") for n in range(groups)},
    }

    identifiers = _identifiers(cloud_assembly(shop=resources))["front"]

    assert ("target_group" in identifiers) is is_found


def test_parameter_that_a_template_makes_is_used() -> None:
    """Somebody has already written the name where alarms can read it."""
    assembly = cloud_assembly(
        shop={
            "Jobs": _resource(QUEUE),
            "Name": _resource(
                "AWS::SSM::Parameter",
                Name="/shop/prod/jobs",
                Value={"Fn::GetAtt": ["Jobs", "QueueName"]},
            ),
            "Url": _resource("AWS::SSM::Parameter", Name="/shop/url", Value={"Ref": "Jobs"}),
        }
    )

    assert _identifiers(assembly) == {"jobs": {"queue": "ssm:/shop/{stage}/jobs"}}
    assert _created(assembly) == {}


def test_exports_say_where_a_name_can_be_looked_up() -> None:
    """Whoever creates the parameter by hand finds the value there."""
    assembly = cloud_assembly(
        shop=StackDraft(
            resources={"Jobs": _resource(QUEUE)},
            outputs={"Out": export("jobs-queue", {"Fn::GetAtt": ["Jobs", "QueueName"]})},
        )
    )

    starter = start_from_templates(assembly, otherwise_called="x")

    assert [each.exports for each in starter.parameters] == [("jobs-queue",)]
    assert "exported as jobs-queue" in starter.files["viewpoint.yaml"]


def test_form_of_an_identifier_is_written_as_a_substitution() -> None:
    """The first member of a replication group is called after it."""
    kind = "AWS::ElastiCache::ReplicationGroup"
    named = cloud_assembly(shop={"Cache": _resource(kind, ReplicationGroupId="sessions")})
    unnamed = cloud_assembly(shop={"Cache": _resource(kind)})

    assert _identifiers(named) == {"cache": {"node": "sessions-001"}}
    assert list(_created(unnamed).values()) == ['!Sub "${Cache}-001"']


@pytest.mark.parametrize(
    ("indexes", "written"), [(["by-day"], "by-day"), (["by-day", "by-name"], None)]
)
def test_the_only_index_of_a_table_is_found(indexes: list[str], written: str | None) -> None:
    """Of several, the viewpoint can name only one, and nobody says which."""
    given = [{"IndexName": name} for name in indexes]
    assembly = cloud_assembly(
        shop={"Orders": _resource(TABLE, TableName="orders", GlobalSecondaryIndexes=given)}
    )

    assert _identifiers(assembly)["orders"].get("index") == written


@pytest.mark.parametrize(
    ("properties", "opt_ins"),
    [
        ({}, ("provisioned_capacity",)),
        ({"BillingMode": "PROVISIONED"}, ("provisioned_capacity",)),
        ({"BillingMode": "PAY_PER_REQUEST"}, ()),
    ],
)
def test_settings_that_a_template_shows_are_opt_ins(
    properties: Mapping[str, Any], opt_ins: tuple[str, ...]
) -> None:
    """A table of provisioned capacity has more metrics, and so more alarms."""
    assembly = cloud_assembly(shop={"Orders": _resource(TABLE, TableName="orders", **properties)})

    text = start_from_templates(assembly, otherwise_called="shop").files["viewpoint.yaml"]
    viewpoint, _ = parse_viewpoint(text)

    assert viewpoint.services["shop"].resources["orders"].opt_ins == opt_ins


def test_what_each_stage_has_is_written_as_such() -> None:
    """A web ACL's metrics have the Region, which no template says and each stage knows."""
    acl = {"Scope": "REGIONAL", "VisibilityConfig": {"MetricName": "front"}}
    stack = StackDraft(resources={"Acl": _resource("AWS::WAFv2::WebACL", **acl)})

    assert _identifiers(cloud_assembly(shop=stack)) == {
        "acl": {"web_acl": "front", "region": "{region}"}
    }


def test_resource_of_several_types_is_named_by_what_each_watches() -> None:
    """A table and the stream of its changes are two resources, and the table has the name."""
    stream = {"StreamArn": "arn:aws:kinesis:eu-west-1:111122223333:stream/changes"}
    assembly = cloud_assembly(
        shop={"Orders": _resource(TABLE, TableName="orders", KinesisStreamSpecification=stream)}
    )

    assert _identifiers(assembly) == {
        "orders": {"table": "orders"},
        "orders kinesis streaming": {"table": "orders"},
    }


def test_one_type_of_a_template_may_be_several() -> None:
    """A rule is of its bus, a target group of the balancer that listens, a broker of its engine."""
    stack = StackDraft(
        resources={
            "Nightly": _resource("AWS::Events::Rule", Name="nightly"),
            "Bus": _resource("AWS::Events::EventBus", Name="orders"),
            "Placed": _resource("AWS::Events::Rule", Name="placed", EventBusName={"Ref": "Bus"}),
            "Broker": _resource("AWS::AmazonMQ::Broker", BrokerName="mq", EngineType="ACTIVEMQ"),
            "Front": _resource("AWS::ElasticLoadBalancingV2::LoadBalancer", Type="network"),
            "Targets": _resource("AWS::ElasticLoadBalancingV2::TargetGroup", Protocol="TCP"),
            "Listener": _resource(
                "AWS::ElasticLoadBalancingV2::Listener",
                LoadBalancerArn={"Ref": "Front"},
                DefaultActions=[{"Type": "forward", "TargetGroupArn": {"Ref": "Targets"}}],
            ),
        }
    )

    found = _identifiers(cloud_assembly(shop=stack))

    assert (found["nightly"], found["bus"]) == ({"rule": "nightly"}, {"event_bus": "orders"})
    assert found["placed"] == {"event_bus": "orders", "rule": "placed"}
    assert found["broker"] == {"broker": "mq-1"}
    assert set(found["front"]) == {"load_balancer"}
    assert set(found["targets"]) == {"load_balancer", "target_group"}


def test_what_a_stream_does_shows_what_it_publishes() -> None:
    """A Firehose stream has other metrics for each source and destination."""
    lake = {
        "DeliveryStreamName": "lake",
        "DeliveryStreamType": "KinesisStreamAsSource",
        "RedshiftDestinationConfiguration": {"ClusterJDBCURL": "jdbc:redshift://shop"},
    }
    stack = StackDraft(
        resources={"Lake": _resource("AWS::KinesisFirehose::DeliveryStream", **lake)}
    )

    text = start_from_templates(cloud_assembly(shop=stack), otherwise_called="shop")

    assert "opt_ins: [kinesis_source, redshift_destination]" in text.files["viewpoint.yaml"]
