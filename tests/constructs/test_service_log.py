from dataclasses import replace
from typing import Any

import aws_cdk as cdk
from constructs.service_log import ServiceLog
from constructs.stage_key import stage_key

from tests.support.templates import ENVIRONMENT, properties_of, resources_of, template_of
from tocsin.plan import LogGroupSpec, MetricFilterSpec, QuerySpec

OWNED = LogGroupSpec(
    id="checkout-application",
    name="/shop/prod/checkout",
    service="checkout",
    region=ENVIRONMENT.region,
    retention_days=30,
    log_class="STANDARD",
    anomalies=None,
    personal_data=None,
    archive=None,
    metric_filters=(
        MetricFilterSpec(
            id="errors",
            name="shop-prod-checkout-errors",
            pattern='{ $.level = "ERROR" }',
            namespace="Shop/prod",
            metric="CheckoutErrors",
            value="1",
            default=0,
        ),
    ),
    queries=(QuerySpec(id="slow", name="shop/prod/slow", query="filter duration > 1"),),
)

RETAINING = replace(ENVIRONMENT, retain=True)


def _template_with(spec: LogGroupSpec) -> dict[str, Any]:
    def build(stack: cdk.Stack) -> None:
        key_arn = stage_key(
            stack,
            name="shop-prod-logging",
            purpose="-",
            environment=RETAINING,
            statements=[],
        )
        ServiceLog(stack, "Log", spec=spec, key_arn=key_arn, environment=RETAINING)

    return template_of(build)


def test_log_group_is_bounded_and_encrypted() -> None:
    """A log group that is made here has a retention and the stack's own key."""
    (group,) = resources_of(_template_with(OWNED), "AWS::Logs::LogGroup")

    assert group["Properties"]["LogGroupName"] == "/shop/prod/checkout"
    assert group["Properties"]["RetentionInDays"] == 30
    assert "Fn::GetAtt" in group["Properties"]["KmsKeyId"]
    assert group["DeletionPolicy"] == "RetainExceptOnCreate"


def test_metric_filter_waits_for_its_log_group() -> None:
    """What belongs to a log group refers to it, so that it is made afterwards."""
    template = _template_with(OWNED)
    (name,) = [
        name
        for name, each in template["Resources"].items()
        if each["Type"] == "AWS::Logs::LogGroup"
    ]
    (metric_filter,) = properties_of(template, "AWS::Logs::MetricFilter")
    (query,) = properties_of(template, "AWS::Logs::QueryDefinition")

    assert metric_filter["LogGroupName"] == {"Ref": name}
    assert query["LogGroupNames"] == [{"Ref": name}]


def test_log_group_of_others_is_only_named() -> None:
    """A log group that is made elsewhere is neither made nor changed."""
    template = _template_with(replace(OWNED, retention_days=None))

    assert resources_of(template, "AWS::Logs::LogGroup") == []
    assert [
        each["LogGroupName"] for each in properties_of(template, "AWS::Logs::MetricFilter")
    ] == ["/shop/prod/checkout"]


def test_metric_filter_publishes_its_metric() -> None:
    """A metric filter has the pattern and the metric of the plan."""
    (metric_filter,) = properties_of(_template_with(OWNED), "AWS::Logs::MetricFilter")

    assert metric_filter["FilterName"] == "shop-prod-checkout-errors"
    assert metric_filter["FilterPattern"] == '{ $.level = "ERROR" }'
    assert metric_filter["MetricTransformations"] == [
        {
            "MetricNamespace": "Shop/prod",
            "MetricName": "CheckoutErrors",
            "MetricValue": "1",
            "DefaultValue": 0,
        }
    ]
