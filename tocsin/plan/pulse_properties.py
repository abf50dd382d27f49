"""The alarm of a pulse as CloudFormation writes it."""

from typing import Any

from tocsin.plan.specs import PULSE_MINUTES, PulseSpec

_TURN = 2 * PULSE_MINUTES


def pulse_alarm_properties(spec: PulseSpec) -> dict[str, Any]:
    """Return the properties of the alarm, without its actions.

    It is on in the later half of every ten minutes. MINUTE gives a value for each period, whether
    or not the metric under it has one.
    https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
    """
    return {
        "AlarmName": spec.name,
        "AlarmDescription": spec.description,
        "Metrics": [
            {
                "Id": "turn",
                "Label": f"Share of {_TURN} minutes that have passed",
                "Expression": f"MINUTE(sent) / {_TURN} - FLOOR(MINUTE(sent) / {_TURN})",
                "ReturnData": True,
            },
            {
                "Id": "sent",
                "MetricStat": {
                    "Metric": {
                        "Namespace": "AWS/SNS",
                        "MetricName": "NumberOfMessagesPublished",
                        "Dimensions": [{"Name": "TopicName", "Value": spec.name}],
                    },
                    "Period": 60,
                    "Stat": "Sum",
                },
                "ReturnData": False,
            },
        ],
        "ComparisonOperator": "GreaterThanOrEqualToThreshold",
        "Threshold": 0.5,
        "EvaluationPeriods": 1,
        "DatapointsToAlarm": 1,
        "TreatMissingData": "ignore",
        "Tags": [
            {"Key": "tocsin:owner", "Value": spec.owner},
            {"Key": "tocsin:service", "Value": "paging"},
            {"Key": "tocsin:severity", "Value": "info"},
        ],
    }
