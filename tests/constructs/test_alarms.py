from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_sns as sns
from constructs.alarms import Alarms

from tests.support.plans import ALARM, alarms
from tests.support.templates import template_of
from tocsin.on_call import SEVERITIES
from tocsin.plan import AlarmSpec


def _template_with(specs: Sequence[AlarmSpec]) -> dict[str, Any]:
    def build(stack: cdk.Stack) -> None:
        topics = {severity: sns.Topic(stack, severity.title()) for severity in SEVERITIES}
        Alarms(stack, "Default", alarms=specs, topics=topics)

    resources: dict[str, Any] = template_of(build)["Resources"]
    return resources


def test_alarm_notifies_the_topic_of_its_severity() -> None:
    """People hear from the same topic that an alarm has begun and that it has ended."""
    resources = _template_with([replace(ALARM, severity="warning")])
    (topic,) = [name for name in resources if name.startswith("Warning")]
    properties = resources["CheckoutOrdersWait"]["Properties"]

    assert properties["AlarmActions"] == [{"Ref": topic}]
    assert properties["OKActions"] == [{"Ref": topic}]


def test_logical_ids_follow_from_ids() -> None:
    """The order of alarms decides nothing, so that a new one replaces no other."""
    specs = alarms(5)

    assert _template_with(specs) == _template_with([*reversed(specs)])
    assert {f"Checkout{number}" for number in range(5)} <= set(_template_with(specs))
