"""Remarks on how an alarm treats missing data.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
"""

from dataclasses import replace
from typing import Final

from tocsin.alarms.metric_alarm import Comparison, MetricAlarm, TreatMissingData
from tocsin.alarms.property_reader import PropertyReader

_ABOVE: Final = frozenset({Comparison.GREATER, Comparison.GREATER_OR_EQUAL, Comparison.ABOVE_BAND})
_DYNAMODB: Final = "AWS/DynamoDB"


def remark_on_missing_data(reader: PropertyReader, alarm: MetricAlarm) -> None:
    """Say where the treatment of missing data does other than it seems."""
    of_missing_data = replace(reader, room="missing-data")
    _remark_on_recovery(of_missing_data, alarm)
    _remark_on_dynamodb(of_missing_data, alarm)
    _remark_on_insufficient_data(reader, alarm)


def _remark_on_recovery(reader: PropertyReader, alarm: MetricAlarm) -> None:
    """Say that single healthy datapoints do not end an alarm that silence began.

    With fewer real datapoints than N, the missing ones up to N breach, and M of them are enough.
    """
    total, needed = alarm.evaluation_periods, alarm.datapoints_to_alarm
    if alarm.treat_missing_data is not TreatMissingData.BREACHING or needed >= total:
        return
    healthy = total - needed + 1
    silent = "an empty period is" if needed == 1 else f"{needed} empty periods are"
    reader.report(
        "TreatMissingData",
        "unclearable",
        f"missing data breach and {needed} of {total} are enough: {silent} an alarm, and a single "
        f"healthy datapoint never ends it, it takes {healthy} within the evaluated periods",
        f"raise DatapointsToAlarm to {total}, so that one healthy datapoint ends it, or write "
        "notBreaching if the metric is not there in every period",
        # Where few is bad, as of a heartbeat that comes in every period, this is what is meant.
        severity="warning" if alarm.comparison in _ABOVE else "note",
    )


def _remark_on_dynamodb(reader: PropertyReader, alarm: MetricAlarm) -> None:
    """Say that silence may never begin an alarm there, where AWS's pages do not agree."""
    reads_dynamodb = any(
        query.metric is not None and query.metric.namespace == _DYNAMODB for query in alarm.queries
    )
    if alarm.treat_missing_data is TreatMissingData.BREACHING and reads_dynamodb:
        what = (
            f"the API reference says that alarms on {_DYNAMODB} always ignore missing data, and "
            "the newer guide that this can be changed: silence may not make it fire"
        )
        fix = "do not rely on it, or fill the gaps by metric math: FILL(m1, 0)"
        reader.report("TreatMissingData", "dynamodb", what, fix, severity="note")


def _remark_on_insufficient_data(reader: PropertyReader, alarm: MetricAlarm) -> None:
    """Say that actions for a state never run that the alarm does not enter."""
    treatment = alarm.treat_missing_data or TreatMissingData.MISSING
    computed = all(not query.external_calls for query in alarm.queries)
    if treatment is TreatMissingData.MISSING or not alarm.insufficient_data_actions or not computed:
        return
    reader.report(
        "InsufficientDataActions",
        "never-insufficient",
        f"with {treatment} an alarm does not go to INSUFFICIENT_DATA when data are missing",
        "write TreatMissingData: missing to be told of silence so, or remove these actions",
        severity="note",
    )
