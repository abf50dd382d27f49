"""A small system of alarms, topics and subscriptions, and drills about it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.support.assembly import alarm, load_template
from tocsin.assembly import Assembly
from tocsin.diagnostics import InvalidInputError
from tocsin.drills.drill import Drill
from tocsin.drills.reading.drill_reader import read_drills
from tocsin.drills.runner import Outcome, run_drill
from tocsin.on_call import Escalation
from tocsin.simulation import DEFAULT_SEVERITY_RULES, AlarmSet, SeverityRules

Json = dict[str, Any]

START = 1_767_571_200
"""2026-01-05T00:00:00Z, where drills begin unless they say otherwise."""
WITHOUT_METRIC: Mapping[str, None] = dict.fromkeys(
    ("Namespace", "MetricName", "Dimensions", "Statistic", "Period")
)
"""Changes to `metric_alarm` for an alarm that has Metrics instead."""


def metric_alarm(name: str, **changes: object) -> Json:
    """Return an alarm on Shop Orders: critical, below 1 for 3 of 3 minutes, silence breaches."""
    severity = changes.pop("severity", "critical")
    properties: Json = {
        "AlarmName": name,
        "Namespace": "Shop",
        "MetricName": "Orders",
        "Dimensions": [{"Name": "Stage", "Value": "prod"}],
        "Statistic": "Sum",
        "Period": 60,
        "ComparisonOperator": "LessThanThreshold",
        "Threshold": 1,
        "EvaluationPeriods": 3,
        "DatapointsToAlarm": 3,
        "TreatMissingData": "breaching",
        "AlarmActions": [{"Ref": "CriticalTopic"}],
        "OKActions": [{"Ref": "CriticalTopic"}],
        "Tags": [
            {"Key": "tocsin:severity", "Value": severity},
            {"Key": "tocsin:service", "Value": "checkout"},
        ],
        **changes,
    }
    return alarm(**properties)


def error_rate(name: str = "error-rate", **changes: object) -> Json:
    """Return an alarm on metric math: more than 5 % of requests fail in 2 of 3 minutes."""
    return metric_alarm(
        name,
        **{
            **WITHOUT_METRIC,
            "Metrics": [
                {"Id": "rate", "Expression": "100 * errors / requests", "ReturnData": True},
                query("errors", "Errors"),
                query("requests", "Requests"),
            ],
            "ComparisonOperator": "GreaterThanThreshold",
            "Threshold": 5,
            "DatapointsToAlarm": 2,
            "TreatMissingData": "notBreaching",
            **changes,
        },
    )


def band_alarm(name: str = "band", metric: str = "Orders", **changes: object) -> Json:
    """Return an alarm on the anomaly detection band `b` of the metric `m`."""
    return metric_alarm(
        name,
        **WITHOUT_METRIC,
        Threshold=None,
        Metrics=[
            {**query("m", metric), "ReturnData": True},
            {"Id": "b", "Expression": "ANOMALY_DETECTION_BAND(m)", "ReturnData": True},
        ],
        ThresholdMetricId="b",
        ComparisonOperator="GreaterThanUpperThreshold",
        **changes,
    )


def query(query_id: str, metric: str, **stat: object) -> Json:
    """Return an entry of Metrics that reads a metric of the namespace Shop."""
    return {
        "Id": query_id,
        "MetricStat": {
            "Metric": {"Namespace": "Shop", "MetricName": metric},
            "Period": 60,
            "Stat": "Sum",
            **stat,
        },
        "ReturnData": False,
    }


def promql_alarm(name: str) -> Json:
    """Return an alarm on a PromQL query, which AWS takes and which is not evaluated."""
    criteria = {"PromQLCriteria": {"Query": "up == 0", "PendingPeriod": 60}}
    return alarm(AlarmName=name, EvaluationCriteria=criteria, EvaluationInterval=60)


def log_alarm(name: str, **changes: object) -> Json:
    """Return an alarm on a query of logs, which AWS takes and which is not evaluated."""
    schedule = {"ScheduleExpression": "rate(5 minutes)", "StartTimeOffset": 300}
    query = {
        "QueryString": "filter level = 'ERROR'",
        "AggregationExpression": "count(*)",
        "ScheduledQueryRoleARN": "arn:aws:iam::111122223333:role/queries",
        "ScheduleConfiguration": schedule,
    }
    properties = {
        "AlarmName": name,
        "ComparisonOperator": "GreaterThanThreshold",
        "Threshold": 0,
        "QueryResultsToEvaluate": 3,
        "QueryResultsToAlarm": 2,
        "ScheduledQueryConfiguration": query,
        **changes,
    }
    return {"Type": "AWS::CloudWatch::LogAlarm", "Properties": properties}


def composite_alarm(name: str, rule: object, **changes: object) -> Json:
    """Return a composite alarm that notifies the critical topic."""
    properties = {
        "AlarmName": name,
        "AlarmRule": rule,
        "AlarmActions": [{"Ref": "CriticalTopic"}],
        "OKActions": [{"Ref": "CriticalTopic"}],
        "Tags": [{"Key": "tocsin:severity", "Value": "critical"}],
        **changes,
    }
    return {"Type": "AWS::CloudWatch::CompositeAlarm", "Properties": properties}


def template(**resources: Json) -> Json:
    """Return a template with resources and a critical topic that reaches Ana."""
    return {
        "Resources": {
            "CriticalTopic": {
                "Type": "AWS::SNS::Topic",
                "Properties": {"TopicName": "shop-critical"},
            },
            "Ana": subscription("email", "ana@example.com"),
            **resources,
        }
    }


def subscription(protocol: str, endpoint: str, **changes: object) -> Json:
    """Return a subscription to the critical topic."""
    properties = {
        "TopicArn": {"Ref": "CriticalTopic"},
        "Protocol": protocol,
        "Endpoint": endpoint,
        **changes,
    }
    return {"Type": "AWS::SNS::Subscription", "Properties": properties}


def system(folder: Path, **resources: Json) -> Assembly:
    """Return the assembly of a template; without resources it has `no-orders`."""
    return load_template(folder, template(**(resources or {"NoOrders": metric_alarm("no-orders")})))


def alarm_set(
    folder: Path, rules: SeverityRules = DEFAULT_SEVERITY_RULES, **resources: Json
) -> AlarmSet:
    """Return the alarms of `system`."""
    return AlarmSet.of(system(folder, **resources), rules)


def one_drill(alarms: AlarmSet, body: str, escalation: Escalation | None = None) -> Drill:
    """Read the body of a drill, in YAML flow or block style, indented or not."""
    lines = "\n".join(f"    {line}" for line in body.strip("\n").split("\n"))
    text = f"drills:\n  the drill:\n{lines}\n"
    (drill,) = read_drills(text, name="d.yaml", alarms=alarms, escalation=escalation).drills
    return drill


def outcome_of(alarms: AlarmSet, body: str, escalation: Escalation | None = None) -> Outcome:
    """Read and run one drill."""
    return run_drill(one_drill(alarms, body, escalation), alarms)


def problems_of(alarms: AlarmSet, text: str, escalation: Escalation | None = None) -> list[str]:
    """Return what is wrong with the text of a drill file, a line each."""
    try:
        read_drills(text, name="d.yaml", alarms=alarms, escalation=escalation)
    except InvalidInputError as error:
        return [str(problem) for problem in error.problems]
    return []
