import aws_cdk as cdk
from constructs.alarms import alarm_resource
from constructs.composite_alarms import composite_resource
from constructs.resource_batch import add_resources

from tests.support.plans import ALARM
from tests.support.templates import template_of
from tocsin.plan import CompositeSpec, SuppressorSpec

DOWN = CompositeSpec(
    id="checkout-down",
    name="shop-prod-checkout-down",
    title="checkout is down",
    service="checkout",
    severity="critical",
    owner="payments",
    runbook="https://runbooks.example.com/checkout/down.md",
    runbook_path="checkout/down.md",
    what_happened="The service checkout is down.",
    why_it_matters="Nobody can buy.",
    first_action="Open the runbook.",
    alarms=(ALARM.name,),
    suppressor=SuppressorSpec(
        alarm="shop-prod-front-down", services=("front",), wait=45, extension=240
    ),
    respond_within="5m",
    region="us-east-1",
)


def test_it_is_made_behind_its_alarms_and_waits_for_its_suppressor() -> None:
    """CloudWatch refuses a rule with an alarm that does not exist."""

    def build(stack: cdk.Stack) -> None:
        composite = composite_resource(DOWN, "arn", {ALARM.name: ALARM.id, DOWN.name: DOWN.id})
        add_resources(stack, [alarm_resource(ALARM, None), composite])

    resources = template_of(build)["Resources"]
    (alarm,) = (
        key
        for key, each in resources.items()
        if "Alarm" in each["Type"][-5:] and "Namespace" in each["Properties"]
    )
    (composite,) = (
        each for each in resources.values() if each["Type"] == "AWS::CloudWatch::CompositeAlarm"
    )

    assert "AlarmActions" not in resources[alarm]["Properties"]
    assert composite["DependsOn"] in (alarm, [alarm])
    properties = composite["Properties"]
    assert properties["AlarmRule"] == f"ALARM({ALARM.name})"
    assert properties["ActionsSuppressor"] == "shop-prod-front-down"
    assert properties["ActionsSuppressorWaitPeriod"] == 45
    assert properties["ActionsSuppressorExtensionPeriod"] == 240
    assert properties["AlarmActions"] == properties["OKActions"] == ["arn"]
    assert {"Key": "tocsin:severity", "Value": "critical"} in properties["Tags"]
