from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import aws_cdk as cdk
from constructs.alarms import alarm_resource
from constructs.mute_rules import mute_rules
from constructs.resource_batch import add_resources

from tests.support.plans import ALARM
from tests.support.templates import template_of
from tocsin.plan import QuietSpec

NIGHT = QuietSpec(
    rule="shop-prod-checkout-orders-wait-quiet",
    begin=time(22),
    duration=timedelta(hours=8),
    time_zone="Europe/Berlin",
    text="22:00-06:00 Europe/Berlin",
    because="nobody orders by night",
)
SUNDAY = replace(
    NIGHT, rule=f"{NIGHT.rule}-2", begin=time(), duration=timedelta(days=1), weekdays=(6,)
)


def _template() -> dict[str, Any]:
    def build(stack: cdk.Stack) -> None:
        alarm = replace(ALARM, quiet=(NIGHT, SUNDAY))
        add_resources(stack, [alarm_resource(alarm, "arn"), *mute_rules(alarm)])

    return template_of(build)


def test_rules_mute_their_alarm() -> None:
    """Each quiet time is a rule that names the alarm, and says when and why it is quiet."""
    rules = {
        each["Properties"]["Name"]: each
        for each in _template()["Resources"].values()
        if each["Type"] == "AWS::CloudWatch::AlarmMuteRule"
    }

    assert list(rules) == [NIGHT.rule, SUNDAY.rule]
    night, sunday = (each["Properties"] for each in rules.values())
    assert night["MuteTargets"] == {"AlarmNames": [ALARM.name]}
    assert night["Description"] == "22:00-06:00 Europe/Berlin: nobody orders by night"
    assert night["Rule"]["Schedule"] == {
        "Expression": "cron(0 22 * * *)",
        "Duration": "PT8H",
        "Timezone": "Europe/Berlin",
    }
    assert sunday["Rule"]["Schedule"]["Expression"] == "cron(0 0 * * SUN)"


def test_a_rule_is_made_after_its_alarm() -> None:
    """The alarm is there before a rule names it."""
    resources = _template()["Resources"]
    (alarm,) = [key for key, each in resources.items() if each["Type"] == "AWS::CloudWatch::Alarm"]

    assert [each["DependsOn"] for each in resources.values() if "MuteTargets" in str(each)] == [
        [alarm],
        [alarm],
    ]
