"""What PutLogAlarm would reject: the rules for alarms on the results of a query on logs.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutLogAlarm.html
"""

from collections.abc import Mapping
from typing import Any, Final

from tocsin.alarms.metric_alarm import Comparison, TreatMissingData
from tocsin.alarms.property_reader import PropertyReader
from tocsin.alarms.validation.action_configuration import check_action_configuration
from tocsin.alarms.validation.action_rules import check_action_lists
from tocsin.alarms.validation.name_rules import check_length, check_names
from tocsin.alarms.validation.shapes import OF_EVERY_ALARM, WARM_UP, Shape, check_shape
from tocsin.alarms.validation.window_rules import check_warm_up
from tocsin.diagnostics import Problem

_MOST_RESULTS: Final = 100
_MOST_LINES: Final = 50
_MOST_GROUPS: Final = 50
_TEXTS: Final = {"QueryString": (0, 10_000), "AggregationExpression": (1, 2048)}
_SHAPE: Final[Shape] = {
    **OF_EVERY_ALARM,
    **dict.fromkeys(
        (
            "ActionLogLineCount",
            "ActionLogLineRoleArn",
            "ComparisonOperator",
            "QueryResultsToAlarm",
            "QueryResultsToEvaluate",
            "Threshold",
            "TreatMissingData",
        )
    ),
    "WarmUpConfiguration": WARM_UP,
    "ScheduledQueryConfiguration": {
        **dict.fromkeys(("LogGroupIdentifiers", "QueryARN", "ScheduledQueryRoleARN", *_TEXTS)),
        "Tags": {"Key": None, "Value": None},
        "ScheduleConfiguration": dict.fromkeys(
            ("ScheduleExpression", "StartTimeOffset", "EndTimeOffset")
        ),
    },
}


def validate_log_alarm(
    properties: Mapping[str, Any], *, region: str | None = None
) -> list[Problem]:
    """Return everything for which PutLogAlarm would reject an alarm; empty for a valid one.

    Args:
        properties: In the shape of ``AWS::CloudWatch::LogAlarm`` or of PutLogAlarm.
        region: The Region it is in, if that is known.
    """
    reader = PropertyReader.of(
        properties, room="alarm", what="log alarm", name_property="AlarmName"
    )
    check_shape(reader, _SHAPE, what="a log alarm")
    check_names(reader)
    check_action_lists(reader, region)
    check_action_configuration(reader)
    check_warm_up(reader)
    _check_condition(reader)
    _check_results(reader)
    _check_query(reader)
    return list(dict.fromkeys(reader.collector.problems))


def _check_condition(reader: PropertyReader) -> None:
    reader.require("Threshold", "a number")
    reader.number("Threshold")
    reader.require("ComparisonOperator", "such as GreaterThanThreshold")
    reader.choice("ComparisonOperator", tuple(map(str, Comparison)))
    reader.choice("TreatMissingData", tuple(map(str, TreatMissingData)))
    lines = reader.integer("ActionLogLineCount")
    if lines is not None and not 0 <= lines <= _MOST_LINES:
        what = f"{lines} is out of range"
        reader.report("ActionLogLineCount", "out-of-range", what, f"use 0 to {_MOST_LINES}")


def _check_results(reader: PropertyReader) -> None:
    evaluate, alarm = "QueryResultsToEvaluate", "QueryResultsToAlarm"
    for name in (evaluate, alarm):
        reader.require(name, f"a whole number from 1 to {_MOST_RESULTS}")
    evaluated, needed = reader.integer(evaluate), reader.integer(alarm)
    if evaluated is not None and not 1 <= evaluated <= _MOST_RESULTS:
        what = f"{evaluated} is out of range"
        reader.report(evaluate, "out-of-range", what, f"use 1 to {_MOST_RESULTS}")
    elif evaluated is not None and needed is not None and not 1 <= needed <= evaluated:
        what = f"{needed} is out of range"
        reader.report(alarm, "out-of-range", what, f"use 1 to {evaluate}, which is {evaluated}")


def _check_query(reader: PropertyReader) -> None:
    name = "ScheduledQueryConfiguration"
    reader.require(name, "a query and when it runs")
    query = reader.mapping(name)
    if query is None:
        return
    for key, (least, most) in _TEXTS.items():
        query.require(key, "it to the query")
        check_length(query, key, least, most)
    query.require("ScheduledQueryRoleARN", "the role with which the query runs")
    groups = query.items("LogGroupIdentifiers")
    if query.has("LogGroupIdentifiers") and not 1 <= len(groups) <= _MOST_GROUPS:
        what = f"there are {len(groups)} log groups"
        query.report("LogGroupIdentifiers", "too-many", what, f"use 1 to {_MOST_GROUPS}")
    query.require("ScheduleConfiguration", "ScheduleExpression and StartTimeOffset")
    schedule = query.mapping("ScheduleConfiguration")
    if schedule is not None:
        schedule.require("ScheduleExpression", "when the query runs: rate(5 minutes)")
        schedule.require("StartTimeOffset", "how many seconds back the query begins")
