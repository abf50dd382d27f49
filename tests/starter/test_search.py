"""What is found in templates, what is left out, and what the catalogue does not have yet."""

import json
from collections.abc import Mapping
from pathlib import Path

from tests.support.cloud_assembly import StackDraft, cloud_assembly
from tocsin.assembly import Assembly, load
from tocsin.starter import Starter, start_from_templates
from tocsin.viewpoint import Viewpoint, parse_viewpoint

FUNCTION = "AWS::Lambda::Function"
QUEUE = "AWS::SQS::Queue"


def _resource(kind: str, **properties: object) -> dict[str, object]:
    return {"Type": kind, "Properties": properties}


def _queue(name: str) -> Mapping[str, object]:
    return {"Jobs": _resource(QUEUE, QueueName=name)}


def _start(assembly: Assembly, *stacks: str) -> Starter:
    return start_from_templates(assembly, otherwise_called="shop", stacks=stacks)


def _viewpoint(starter: Starter) -> Viewpoint:
    return parse_viewpoint(starter.files["viewpoint.yaml"])[0]


def test_stacks_become_services() -> None:
    """One for each stack that has something to be watched."""
    starter = _start(
        cloud_assembly(
            **{
                "shop-prod-api": {"Mail": _resource(FUNCTION, FunctionName="mail")},
                "shop-prod-data": _queue("jobs"),
                "shop-prod-network": {"Vpc": _resource("AWS::EC2::VPC")},
            }
        )
    )

    services = _viewpoint(starter).services
    assert {name: list(each.resources) for name, each in services.items()} == {
        "api": ["mail"],
        "data": ["jobs"],
    }
    assert (starter.plan.system, starter.plan.stage) == ("shop", "prod")


def test_types_that_the_catalogue_lacks_are_counted() -> None:
    """Only those that publish metrics: nobody wants to read of policies and subnets."""
    starter = _start(
        cloud_assembly(
            shop={
                **_queue("jobs"),
                "One": _resource("AWS::AppStream::Fleet"),
                "Two": _resource("AWS::AppStream::Fleet"),
                "Role": _resource("AWS::IAM::Role"),
                "Net": _resource("AWS::EC2::Subnet"),
            }
        )
    )

    assert starter.unknown == {"AWS::AppStream::Fleet": 2}
    assert starter.left_out == ()


def test_resource_of_another_kind_is_left_out_with_the_reason() -> None:
    """A type of CloudFormation may stand for several things, of which the catalogue has some."""
    starter = _start(
        cloud_assembly(
            shop={
                "Events": _resource(
                    "AWS::MSK::Cluster",
                    ClusterName="events",
                    BrokerNodeGroupInfo={"InstanceType": "express.m7g.large"},
                )
            }
        )
    )

    (left_out,) = starter.left_out
    assert left_out.logical_id == "Events"
    assert left_out.why == (
        "the catalogue has no type for BrokerNodeGroupInfo.InstanceType = express.m7g.large"
    )


def test_functions_of_deployments_are_left_out() -> None:
    """What only CloudFormation calls is silent for months, and nobody is woken by it."""
    called = {"Fn::GetAtt": ["Framework", "Arn"]}
    handler = {"Variables": {"USER_ON_EVENT_FUNCTION_ARN": {"Fn::GetAtt": ["Handler", "Arn"]}}}
    starter = _start(
        cloud_assembly(
            shop={
                "Worker": _resource(FUNCTION, FunctionName="worker"),
                "Framework": _resource(FUNCTION, Environment=handler),
                "Handler": _resource(FUNCTION),
                "Thing": _resource("Custom::Thing", ServiceToken=called),
            }
        )
    )

    assert [each.logical_id for each in starter.left_out] == ["Framework", "Handler"]
    assert list(_viewpoint(starter).services["shop"].resources) == ["worker"]


def test_resources_of_a_false_condition_are_not_there() -> None:
    """What will not be deployed needs no alarm."""
    stack = StackDraft(
        resources={
            **_queue("jobs"),
            "Other": {**_resource(QUEUE, QueueName="other"), "Condition": "Never"},
        },
        conditions={"Never": {"Fn::Equals": ["a", "b"]}},
    )

    services = _viewpoint(_start(cloud_assembly(shop=stack))).services

    assert list(services["shop"].resources) == ["jobs"]


def test_the_region_with_the_most_is_the_home_of_the_stage() -> None:
    """Each service says which of the Regions it is in."""
    two = {**_queue("jobs-b"), "More": _resource(QUEUE, QueueName="more")}
    starter = _start(
        cloud_assembly(
            one=StackDraft(resources=_queue("jobs-a"), region="us-east-1"),
            two=StackDraft(resources=two, region="eu-west-1"),
        )
    )

    viewpoint = _viewpoint(starter)
    assert viewpoint.stages["prod"].active_regions == ("eu-west-1", "us-east-1")
    assert {name: each.regions for name, each in viewpoint.services.items()} == {
        "one": ("us-east-1",),
        "two": ("eu-west-1",),
    }
    assert starter.left_out == ()


def test_a_distribution_does_not_make_a_region() -> None:
    """Its metrics are in us-east-1 wherever the system is."""
    starter = _start(
        cloud_assembly(
            edge=StackDraft(
                resources={"Web": _resource("AWS::CloudFront::Distribution")}, region="us-east-1"
            ),
            data=StackDraft(resources=_queue("jobs"), region="eu-west-1"),
        )
    )

    viewpoint = _viewpoint(starter)
    assert viewpoint.stages["prod"].active_regions == ("eu-west-1",)
    assert [each.region for each in starter.parameters] == [None]


def test_parameter_is_made_where_it_is_read() -> None:
    """A distribution of a stack elsewhere has its alarms, and so its parameter, in us-east-1."""
    starter = _start(cloud_assembly(edge={"Web": _resource("AWS::CloudFront::Distribution")}))

    assert [each.region for each in starter.parameters] == ["us-east-1"]
    assert "# Make this one in us-east-1" in starter.files["ssm-parameters.yaml"]


def test_a_region_that_is_not_known_is_left_out() -> None:
    """Nobody here can say what AWS has there, so nothing is promised for it."""
    starter = _start(
        cloud_assembly(
            one=StackDraft(resources=_queue("a"), region="us-iso-east-1"),
            two=StackDraft(resources=_queue("b"), region="eu-west-1"),
        )
    )

    assert _viewpoint(starter).stages["prod"].active_regions == ("eu-west-1",)
    assert "us-iso-east-1" in starter.left_out[0].why


def test_what_aws_lacks_in_a_partition_is_left_out() -> None:
    """The plan refuses the alarm, and its reason is told."""
    starter = _start(
        cloud_assembly(
            shop=StackDraft(
                resources={**_queue("jobs"), "Web": _resource("AWS::CloudFront::Distribution")},
                region="cn-north-1",
            )
        )
    )

    assert [each.logical_id for each in starter.left_out] == ["Web"]
    assert list(_viewpoint(starter).services["shop"].resources) == ["jobs"]


def test_stacks_can_be_chosen() -> None:
    """By patterns of their names; two that are alike are named, because they may be two stages."""
    assembly = cloud_assembly(**{"shop-dev": _queue("a"), "shop-prod": _queue("b")})

    assert _start(assembly).twins == (("shop-dev", "shop-prod"),)
    chosen = _start(assembly, "shop-dev*")
    assert (chosen.twins, chosen.plan.stage) == ((), "dev")


def test_stacks_of_other_names_are_no_stages() -> None:
    """Two that happen to have the same belong to one system."""
    assembly = cloud_assembly(**{"shop-prod-mail": _queue("a"), "shop-prod-print": _queue("b")})

    assert _start(assembly).twins == ()


def test_two_templates_of_one_name_are_two_services(tmp_path: Path) -> None:
    """A folder may have a template in both notations, or several versions of it."""
    for suffix in ("yaml", "json"):
        text = json.dumps({"Resources": {"Jobs": _resource(QUEUE, QueueName=suffix)}})
        (tmp_path / f"shop.{suffix}").write_text(text)

    services = _viewpoint(_start(load(tmp_path))).services

    assert {name: list(each.resources) for name, each in services.items()} == {
        "shop": ["jobs"],
        "shop b": ["jobs"],
    }


def test_templates_of_sam_are_read() -> None:
    """Functions, tables and APIs of SAM are those of the services behind it."""
    starter = _start(
        cloud_assembly(
            shop={
                "Api": _resource("AWS::Serverless::Function", FunctionName="api"),
                "Orders": _resource("AWS::Serverless::SimpleTable"),
                "Http": _resource("AWS::Serverless::HttpApi"),
            }
        )
    )

    resources = _viewpoint(starter).services["shop"].resources
    assert {name: each.type for name, each in resources.items()} == {
        "api": "lambda_function",
        "orders": "dynamodb_table",
        "http": "api_gateway_http_api",
    }
    assert resources["http"].identifiers["stage"] == "$default"
    assert [each.expression for each in starter.parameters] == ["!Ref Orders", "!Ref Http"]


def test_the_stage_of_an_api_names_it() -> None:
    """What refers to a resource may be what names it; of two stages nobody says which."""
    stage = _resource("AWS::ApiGatewayV2::Stage", ApiId={"Ref": "Chat"}, StageName="live")
    chat = _resource("AWS::ApiGatewayV2::Api", ProtocolType="WEBSOCKET", Name="chat")
    one = _start(cloud_assembly(shop={"Chat": chat, "Live": stage}))
    two = _start(cloud_assembly(shop={"Chat": chat, "Live": stage, "Next": stage}))

    (found,) = _viewpoint(one).services["shop"].resources.values()
    assert (found.type, found.identifiers["stage"]) == ("api_gateway_websocket_api", "live")
    assert [each.why for each in two.left_out] == ["its template does not say its stage"]


def test_a_function_with_insights_is_watched_twice() -> None:
    """Some resources of a type publish more, which is a type of the catalogue by itself."""
    layer = "arn:aws:lambda:us-east-1:111122223333:layer:LambdaInsightsExtension:53"
    starter = _start(
        cloud_assembly(shop={"Mail": _resource(FUNCTION, FunctionName="mail", Layers=[layer])})
    )

    resources = _viewpoint(starter).services["shop"].resources
    assert {name: each.type for name, each in resources.items()} == {
        "mail": "lambda_function",
        "mail insights": "lambda_insights",
    }


def test_templates_without_anything_make_a_viewpoint_to_fill() -> None:
    """A service without resources is valid, and says what to do."""
    starter = _start(cloud_assembly(shop={"Role": _resource("AWS::IAM::Role")}))

    assert list(_viewpoint(starter).services) == ["application"]
    assert "Nothing was found" in starter.files["viewpoint.yaml"]
    assert "drills/first.yaml" not in starter.files


def test_a_stack_full_of_functions_is_spread_over_stacks_of_alarms() -> None:
    """CloudFormation takes no more of them in one stack, and 199 parameters."""
    functions = {f"Function{number}X": _resource(FUNCTION) for number in range(250)}
    starter = _start(cloud_assembly(shop=functions))

    service = _viewpoint(starter).services["shop"]
    assert len(service.resources) == 250
    assert {each.alarm_stack for each in service.resources.values()} == {None, *range(2, 6)}
