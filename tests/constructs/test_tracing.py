import aws_cdk as cdk
from constructs.resource_batch import add_resources
from constructs.tracing import sampling_rule, trace_group

from tests.support.templates import properties_of, template_of
from tocsin.plan import SamplingRuleSpec, TraceGroupSpec

RULE = SamplingRuleSpec(
    id="payments",
    name="shop-prod-payments",
    priority=200,
    path="/api/payments*",
    method="POST",
    host="*",
    service="checkout",
    service_type="*",
    attributes=(("tier", "gold"),),
    reservoir=1,
    rate=0.5,
)
GROUP = TraceGroupSpec(
    id="faults",
    name="shop-prod-faults",
    filter_expression='service("checkout") { fault }',
    insights=True,
    notifications=False,
)


def test_sampling_rule() -> None:
    """A rule is complete, in the one version that AWS X-Ray has."""

    def build(stack: cdk.Stack) -> None:
        add_resources(stack, [sampling_rule(RULE)])

    assert properties_of(template_of(build), "AWS::XRay::SamplingRule") == [
        {
            "SamplingRule": {
                "RuleName": "shop-prod-payments",
                "Priority": 200,
                "ReservoirSize": 1,
                "FixedRate": 0.5,
                "Host": "*",
                "HTTPMethod": "POST",
                "URLPath": "/api/payments*",
                "ServiceName": "checkout",
                "ServiceType": "*",
                "Attributes": {"tier": "gold"},
                "ResourceARN": "*",
                "Version": 1,
            }
        }
    ]


def test_trace_group() -> None:
    """A group says whether AWS X-Ray looks for insights and announces them."""

    def build(stack: cdk.Stack) -> None:
        add_resources(stack, [trace_group(GROUP)])

    assert properties_of(template_of(build), "AWS::XRay::Group") == [
        {
            "GroupName": "shop-prod-faults",
            "FilterExpression": 'service("checkout") { fault }',
            "InsightsConfiguration": {"InsightsEnabled": True, "NotificationsEnabled": False},
        }
    ]
