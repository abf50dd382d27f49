"""What PutMetricAlarm and PutCompositeAlarm refuse and keep, and what DescribeAlarms gives back."""

import json
from typing import Any

import botocore.session
import pytest
from botocore.exceptions import ClientError

from local.endpoint import Endpoint
from tests.support.emulator import describe_alarm
from tests.support.protocols import PROTOCOLS, call
from tocsin.evaluation import validate

pytestmark = pytest.mark.emulator

TOPIC = "arn:aws:sns:us-east-1:000000000000:pages"
PROMQL = {
    "EvaluationCriteria": {"PromQLCriteria": {"Query": "up == 0", "PendingPeriod": 120}},
    "EvaluationInterval": 60,
}


def single(name: str, **changes: object) -> dict[str, Any]:
    """The properties of an alarm on one metric; None takes one away."""
    properties = {
        "AlarmName": name,
        "Namespace": "Requests",
        "MetricName": "Errors",
        "Statistic": "Sum",
        "Period": 60,
        "EvaluationPeriods": 1,
        "Threshold": 5.0,
        "ComparisonOperator": "GreaterThanThreshold",
        **changes,
    }
    return {key: value for key, value in properties.items() if value is not None}


def refusal(emulator: Endpoint, operation: str, properties: dict[str, Any]) -> dict[str, Any]:
    """The error of a request that has to be refused."""
    with pytest.raises(ClientError) as refused:
        getattr(emulator.client("cloudwatch"), operation)(**properties)
    assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == 400
    return dict(refused.value.response["Error"])


@pytest.mark.parametrize(
    "changes",
    [
        {"Period": 45},
        {"DatapointsToAlarm": 2},
        {"ComparisonOperator": "Above"},
        {"TreatMissingData": "Breaching"},
        {"Statistic": None},
        {"Statistic": None, "ExtendedStatistic": "p101"},
        {"Period": 3600, "EvaluationPeriods": 200},
        {"Unit": "Furlongs"},
        {"AlarmActions": [TOPIC] * 6},
        {"AlarmActions": ["arn:aws:sns:eu-west-1:000000000000:pages"]},
        {
            "EvaluationInterval": 45,
            **{k: v for k, v in PROMQL.items() if k != "EvaluationInterval"},
        },
        {"Metrics": [{"Id": "e1", "Expression": "AVG(m1)"}]},
    ],
)
def test_what_cloudwatch_refuses_is_refused_in_our_words(
    emulator: Endpoint, changes: dict[str, object]
) -> None:
    """The error has AWS's code, and as its message every error that `validate` finds."""
    properties = single("refused", **changes)
    error = refusal(emulator, "put_metric_alarm", properties)
    assert error["Code"] == "ValidationError"
    found = validate(properties, account="000000000000", region="us-east-1")
    assert error["Message"].splitlines() == [str(each) for each in found if each.is_error]
    assert not emulator.client("cloudwatch").describe_alarms(AlarmNames=["refused"])["MetricAlarms"]


def test_a_refused_change_leaves_the_alarm_as_it_was(emulator: Endpoint) -> None:
    """Nothing of a request that is refused is kept."""
    emulator.client("cloudwatch").put_metric_alarm(**single("unchanged", Threshold=7))
    refusal(emulator, "put_metric_alarm", single("unchanged", Threshold=8, Period=45))
    assert describe_alarm(emulator, "unchanged")["Threshold"] == 7


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_each_protocol_refuses_alike(emulator: Endpoint, protocol: str) -> None:
    """The older and the newer protocol of AWS's clients get the same answers."""
    name = f"refused-{protocol}"
    answer = call(emulator, protocol, "PutMetricAlarm", **single(name, DatapointsToAlarm=2))
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 400
    assert answer["Error"]["Code"] == "ValidationError"
    assert "2 is out of range" in answer["Error"]["Message"]


MATH = {
    "Metrics": [
        {
            "Id": "errors",
            "MetricStat": {
                "Metric": {
                    "Namespace": "Requests",
                    "MetricName": "Errors",
                    "Dimensions": [{"Name": "Shop", "Value": "a&b <c>"}],
                },
                "Period": 60,
                "Stat": "tm90",
                "Unit": "Count",
            },
            "ReturnData": False,
        },
        {"Id": "twice", "Expression": "errors * 2", "Label": "twice", "ReturnData": True},
    ],
    "EvaluationPeriods": 3,
    "DatapointsToAlarm": 2,
    "Threshold": 5.0,
    "ComparisonOperator": "GreaterThanThreshold",
    "TreatMissingData": "notBreaching",
    "EvaluationWindow": {"WallClockWindow": {"Timezone": "Europe/Berlin"}},
    "WarmUpConfiguration": {"WarmUpPeriodDurationInMinutes": 30},
}
PERCENTILE = single(
    "",
    Statistic=None,
    ExtendedStatistic="p99",
    EvaluateLowSampleCountPercentile="ignore",
    Dimensions=[{"Name": "Shop", "Value": "eu"}],
    Unit="Seconds",
)


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize(
    "properties",
    [single(""), PERCENTILE, MATH, PROMQL],
    ids=["single", "percentile", "math", "promql"],
)
def test_every_property_is_given_back(
    emulator: Endpoint, protocol: str, properties: dict[str, Any]
) -> None:
    """What PutMetricAlarm was given is what DescribeAlarms shows, in each protocol."""
    given = {
        **properties,
        "AlarmName": f"kept-{protocol}-{len(properties)}",
        "AlarmDescription": "orders & <payments>",
        "ActionsEnabled": False,
        "AlarmActions": [TOPIC],
        "OKActions": [],
        "InsufficientDataActions": [TOPIC],
    }
    call(emulator, protocol, "PutMetricAlarm", **given)
    answer = call(emulator, protocol, "DescribeAlarms", AlarmNames=[given["AlarmName"]])
    described = answer["MetricAlarms"][0]
    assert {name: described[name] for name in given} == given
    assert described["StateTransitionedTimestamp"].year > 2000
    assert set(described) - set(given) <= {
        "AlarmArn",
        "AlarmConfigurationUpdatedTimestamp",
        "Dimensions",
        "StateReason",
        "StateReasonData",
        "StateTransitionedTimestamp",
        "StateUpdatedTimestamp",
        "StateValue",
        "TreatMissingData",
    }


def test_the_model_has_no_property_that_these_tests_leave_out() -> None:
    """A property that AWS adds fails here, until it is known to be kept."""
    model = botocore.session.get_session().get_service_model("cloudwatch")
    shape = model.operation_model("PutMetricAlarm").input_shape
    assert shape is not None
    tried = {*single(""), *PERCENTILE, *MATH, *PROMQL}
    tried |= {"AlarmDescription", "ActionsEnabled", "AlarmActions", "OKActions"}
    tried |= {"InsufficientDataActions", "ThresholdMetricId", "Tags", "ActionConfiguration"}
    assert set(shape.members) == tried


def test_an_alarm_on_promql_begins_as_ok_and_is_not_evaluated(emulator: Endpoint) -> None:
    """It is kept, and every run says that nothing evaluates it."""
    client = emulator.client("cloudwatch")
    client.put_metric_alarm(AlarmName="promql", AlarmActions=[TOPIC], **PROMQL)
    assert describe_alarm(emulator, "promql")["StateValue"] == "OK"
    client.set_alarm_state(AlarmName="promql", StateValue="ALARM", StateReason="a test")
    assert describe_alarm(emulator, "promql")["StateValue"] == "ALARM"
    history = client.describe_alarm_history(AlarmName="promql")["AlarmHistoryItems"]
    assert history[0]["HistorySummary"] == "Alarm updated from OK to ALARM"


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("ALARM(", "AlarmRule"),
        ("ALARM(nobody)", "alarms [arn:aws:cloudwatch:us-east-1:000000000000:alarm:nobody]"),
        ("ALARM(arn:aws:cloudwatch:eu-west-1:000000000000:alarm:child)", "do not exist"),
        ("AT_LEAST(0, ALARM, (child))", "allowed: a count from 1"),
    ],
)
def test_a_composite_that_cloudwatch_refuses_is_refused(
    emulator: Endpoint, rule: str, said: str
) -> None:
    """A rule that cannot be read, or names an alarm that is not there, is refused."""
    emulator.client("cloudwatch").put_metric_alarm(**single("child"))
    error = refusal(emulator, "put_composite_alarm", {"AlarmName": "none", "AlarmRule": rule})
    assert error["Code"] == "ValidationError"
    assert said in error["Message"]


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_a_composite_is_given_back_whole(emulator: Endpoint, protocol: str) -> None:
    """Every property of PutCompositeAlarm comes back, suppression too."""
    emulator.client("cloudwatch").put_metric_alarm(**single("child"))
    given = {
        "AlarmName": f"whole-{protocol}",
        "AlarmRule": 'ALARM("child") OR NOT OK(child)',
        "AlarmDescription": "a & b",
        "ActionsEnabled": False,
        "AlarmActions": [TOPIC],
        "OKActions": [],
        "InsufficientDataActions": [],
        "ActionsSuppressor": "child",
        "ActionsSuppressorWaitPeriod": 60,
        "ActionsSuppressorExtensionPeriod": 0,
    }
    call(emulator, protocol, "PutCompositeAlarm", **given)
    answer = call(
        emulator,
        protocol,
        "DescribeAlarms",
        AlarmNames=[given["AlarmName"]],
        AlarmTypes=["CompositeAlarm"],
    )
    described = answer["CompositeAlarms"][0]
    assert {name: described[name] for name in given} == given


def test_one_name_is_one_alarm(emulator: Endpoint) -> None:
    """A metric alarm and a composite alarm cannot have the same name."""
    client = emulator.client("cloudwatch")
    client.put_metric_alarm(**single("child"))
    error = refusal(emulator, "put_composite_alarm", {"AlarmName": "child", "AlarmRule": "TRUE"})
    assert "is named 'child'" in error["Message"]


def test_tags_of_actions_are_kept(emulator: Endpoint) -> None:
    """ActionConfiguration, newer than the emulator's model, is kept and given back."""
    configuration = {"AlarmTagsPropagation": {"Enabled": True}}
    client = emulator.client("cloudwatch")
    client.put_metric_alarm(**single("tagged", ActionConfiguration=configuration))
    assert describe_alarm(emulator, "tagged")["ActionConfiguration"] == configuration


def test_describe_alarms_holds_every_filter(emulator: Endpoint) -> None:
    """Filters that the emulator ignored would answer with alarms that were not asked for."""
    client = emulator.client("cloudwatch")
    for name, action in (("filter-a", f"{TOPIC}-a"), ("filter-b", f"{TOPIC}-b")):
        client.put_metric_alarm(**single(name, AlarmActions=[action]))
    client.put_composite_alarm(AlarmName="filter-c", AlarmRule="ALARM(filter-a)")

    def names(**filters: object) -> list[str]:
        answer = client.describe_alarms(**filters)
        alarms = answer["MetricAlarms"] + answer["CompositeAlarms"]
        return [alarm["AlarmName"] for alarm in alarms]

    assert names(AlarmNamePrefix="filter-", ActionPrefix=f"{TOPIC}-b") == ["filter-b"]
    assert names(ChildrenOfAlarmName="filter-c") == ["filter-a"]
    assert names(ParentsOfAlarmName="filter-a") == ["filter-c"]
    error = refusal(emulator, "describe_alarms", {"AlarmNames": ["a"], "AlarmNamePrefix": "b"})
    assert error["Code"] == "ValidationError"
    types = ["MetricAlarm", "CompositeAlarm"]
    first = client.describe_alarms(AlarmNamePrefix="filter-", AlarmTypes=types, MaxRecords=2)
    assert first["NextToken"] == "filter-c"


def test_describe_alarms_for_metric_takes_the_whole_metric(emulator: Endpoint) -> None:
    """Alarms on other dimensions, statistics or periods are not alarms on the metric asked for."""
    client = emulator.client("cloudwatch")
    shop = [{"Name": "Shop", "Value": "eu"}]
    for name, changes in (
        ("whole-none", {}),
        ("whole-eu", {"Dimensions": shop}),
        ("whole-eu-long", {"Dimensions": shop, "Period": 300}),
    ):
        client.put_metric_alarm(**single(name, Namespace="WholeMetric", **changes))
    metric = {"Namespace": "WholeMetric", "MetricName": "Errors"}

    def names(**asked: object) -> list[str]:
        found = client.describe_alarms_for_metric(**metric, **asked)["MetricAlarms"]
        return [alarm["AlarmName"] for alarm in found]

    assert names() == ["whole-none"]
    assert names(Dimensions=shop) == ["whole-eu", "whole-eu-long"]
    assert names(Dimensions=shop, Period=300) == ["whole-eu-long"]
    assert names(Dimensions=shop, Statistic="Average") == []


def test_a_state_that_does_not_exist_is_refused(emulator: Endpoint) -> None:
    """SetAlarmState takes the three states alone, in the words of AWS."""
    emulator.client("cloudwatch").put_metric_alarm(**single("stated"))
    request = {"AlarmName": "stated", "StateValue": "FINE", "StateReason": "a test"}
    error = refusal(emulator, "set_alarm_state", request)
    assert "at 'stateValue' failed to satisfy constraint" in error["Message"]


def test_a_stack_with_an_alarm_that_is_refused_fails(emulator: Endpoint) -> None:
    """CloudFormation says the same, and creates nothing."""
    client = emulator.client("cloudformation")
    resource = {"Type": "AWS::CloudWatch::Alarm", "Properties": single("in-a-stack", Period=45)}
    client.create_stack(
        StackName="refused", TemplateBody=json.dumps({"Resources": {"Alarm": resource}})
    )
    events = client.describe_stack_events(StackName="refused")["StackEvents"]
    reasons = [event.get("ResourceStatusReason", "") for event in events]
    assert any("45 s is not a period that CloudWatch has" in reason for reason in reasons)
