"""Templates of systems that are watched as real ones are: many kinds of alarms, topics and ways."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_IN_A_STACK = 400
"""CloudFormation takes 500 resources in a template, and topics are among them."""

_TEN = 10
_COMPOSITE = 9
"""Which of ten alarms is on others."""

_CHILDREN = 4


def write_templates(folder: Path, alarms: int) -> Path:
    """Write templates with a number of alarms into a folder; return the folder.

    Of ten alarms three read one metric of a function, three one of a queue, a table or a load
    balancer, two compare an expression over several metrics, one is on a metric of one's own,
    and one is a composite of the ones before. None of them is wrong.
    """
    folder.mkdir(parents=True)
    for start in range(0, alarms, _IN_A_STACK):
        numbers = range(start, min(start + _IN_A_STACK, alarms))
        text = json.dumps({"Resources": dict(_resources(numbers))}, indent=1)
        (folder / f"stack{start // _IN_A_STACK:03}.template.json").write_text(text)
    return folder


def _resources(numbers: range) -> Iterator[tuple[str, dict[str, Any]]]:
    stack = numbers.start // _IN_A_STACK
    for severity in ("Critical", "Warning"):
        yield from _topic(severity, stack)
    for number in numbers:
        make = _composite if number % _TEN == _COMPOSITE else _metric_alarm
        yield f"Alarm{number:05}", make(number)


def _topic(severity: str, stack: int) -> Iterator[tuple[str, dict[str, Any]]]:
    yield (
        f"{severity}Topic",
        {
            "Type": "AWS::SNS::Topic",
            "Properties": {
                "TopicName": f"system-{stack:03}-{severity.lower()}",
                "DisplayName": f"{severity} alarms",
            },
        },
    )
    for person in ("ana", "ben"):
        yield (
            f"{severity}To{person.title()}",
            {
                "Type": "AWS::SNS::Subscription",
                "Properties": {
                    "TopicArn": {"Ref": f"{severity}Topic"},
                    "Protocol": "email",
                    "Endpoint": f"{person}@example.com",
                },
            },
        )


def _told(number: int) -> dict[str, Any]:
    """Return whom an alarm tells; a composite alarm tells people for its children."""
    if _COMPOSITE - _CHILDREN <= number % _TEN < _COMPOSITE:
        return {}
    topic = {"Ref": "CriticalTopic" if number % 2 else "WarningTopic"}
    return {"AlarmActions": [topic], "OKActions": [topic]}


def _named(number: int) -> dict[str, Any]:
    return {
        "AlarmName": f"system-{number:05}",
        "AlarmDescription": f"Part {number:05} fails. Runbook: https://example.com/{number:05}",
    }


def _composite(number: int) -> dict[str, Any]:
    children = range(number - _CHILDREN, number)
    rule = " OR ".join(f'ALARM("system-{child:05}")' for child in children)
    return {
        "Type": "AWS::CloudWatch::CompositeAlarm",
        "DependsOn": [f"Alarm{child:05}" for child in children],
        "Properties": {**_named(number), "AlarmRule": rule, **_told(number)},
    }


def _metric_alarm(number: int) -> dict[str, Any]:
    is_single = number % _TEN in _SINGLE_METRICS
    read = _single_metric(number) if is_single else _expression(number)
    return {
        "Type": "AWS::CloudWatch::Alarm",
        "Properties": {
            **_named(number),
            **read,
            "EvaluationPeriods": 5,
            "DatapointsToAlarm": 3,
            "ComparisonOperator": "GreaterThanThreshold",
            "TreatMissingData": "notBreaching",
            **_told(number),
        },
    }


_SINGLE_METRICS: dict[int, tuple[str, str, str, str, int]] = {
    0: ("AWS/Lambda", "Errors", "FunctionName", "Sum", 5),
    1: ("AWS/Lambda", "Throttles", "FunctionName", "Sum", 10),
    2: ("AWS/Lambda", "Duration", "FunctionName", "p99", 2_000),
    3: ("AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName", "Maximum", 900),
    4: ("AWS/DynamoDB", "ReadThrottleEvents", "TableName", "Sum", 20),
    5: ("AWS/ApplicationELB", "HTTPCode_ELB_5XX_Count", "LoadBalancer", "Sum", 25),
    8: ("Shop", "PaymentsRefused", "Service", "Sum", 3),
}


def _single_metric(number: int) -> dict[str, Any]:
    namespace, metric, dimension, statistic, threshold = _SINGLE_METRICS[number % _TEN]
    name = f"part-{number:05}"
    value = f"app/{name}/0123456789abcdef" if dimension == "LoadBalancer" else name
    return {
        "Namespace": namespace,
        "MetricName": metric,
        "Dimensions": [{"Name": dimension, "Value": value}],
        "ExtendedStatistic" if statistic.startswith("p") else "Statistic": statistic,
        "Period": 60,
        "Threshold": threshold,
    }


def _expression(number: int) -> dict[str, Any]:
    function = [{"Name": "FunctionName", "Value": f"part-{number:05}"}]
    errors, calls = (_query(each, function) for each in ("Errors", "Invocations"))
    share = "IF(calls > 50, 100 * errors / calls, 0)"
    returned = {"Id": "share", "Expression": share, "Label": "errors in %", "ReturnData": True}
    return {"Metrics": [errors, calls, returned], "Threshold": 1 + number % 7}


def _query(metric: str, dimensions: list[dict[str, str]]) -> dict[str, Any]:
    named = {"Namespace": "AWS/Lambda", "MetricName": metric, "Dimensions": dimensions}
    return {
        "Id": {"Errors": "errors", "Invocations": "calls"}[metric],
        "MetricStat": {"Metric": named, "Period": 60, "Stat": "Sum"},
        "ReturnData": False,
    }
