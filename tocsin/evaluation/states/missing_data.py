"""Which treatment of missing data an alarm has in effect.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
"""

from tocsin.evaluation.alarm import MetricAlarm, TreatMissingData
from tocsin.evaluation.options import EvaluationOptions

_DYNAMODB = "AWS/DynamoDB"


def effective_treatment(alarm: MetricAlarm, options: EvaluationOptions) -> TreatMissingData:
    """Return the treatment that applies: ``missing`` by default, and DynamoDB's exception."""
    if reads_dynamodb(alarm):
        if options.dynamodb_missing_data == "always_ignore":
            return TreatMissingData.IGNORE
        if options.dynamodb_missing_data == "ignore_when_unset":
            return alarm.treat_missing_data or TreatMissingData.IGNORE
    return alarm.treat_missing_data or TreatMissingData.MISSING


def reads_dynamodb(alarm: MetricAlarm) -> bool:
    """Say whether the alarm reads a metric of the namespace with its own default."""
    return any(query.metric and query.metric.namespace == _DYNAMODB for query in alarm.queries)
