"""Rules for names, descriptions, tags and unknown properties."""

import re

from tocsin.alarms.property_reader import PropertyReader
from tocsin.diagnostics import nearest, quoted

PROPERTIES = (
    "ActionsEnabled",
    "AlarmActions",
    "AlarmDescription",
    "AlarmName",
    "AlarmTagsPropagation",
    "ComparisonOperator",
    "DatapointsToAlarm",
    "Dimensions",
    "EvaluateLowSampleCountPercentile",
    "EvaluationCriteria",
    "EvaluationInterval",
    "EvaluationPeriods",
    "EvaluationWindow",
    "ExtendedStatistic",
    "InsufficientDataActions",
    "MetricName",
    "Metrics",
    "Namespace",
    "OKActions",
    "Period",
    "Statistic",
    "Tags",
    "Threshold",
    "ThresholdMetricId",
    "TreatMissingData",
    "Unit",
    "WarmUpConfiguration",
)
_KNOWN = frozenset(PROPERTIES)
_CONTROL_CHARACTER = re.compile(r"[\x00-\x1f]")
_MAXIMUM_NAME = 255
_MAXIMUM_DESCRIPTION = 1024
_MAXIMUM_TAGS = 50


def check_names(reader: PropertyReader) -> None:
    """Check the alarm's name, description and tags, and that every property exists."""
    for written in reader.properties:
        if written not in _KNOWN:
            what = "a metric alarm has no such property"
            fix = nearest(written, PROPERTIES) or "remove it"
            reader.report(written, "unknown-property", what, fix)
    name = reader.properties.get("AlarmName")
    if isinstance(name, str):
        check_length(reader, "AlarmName", 1, _MAXIMUM_NAME)
        if _CONTROL_CHARACTER.search(name):
            what = f"{quoted(name)} has control characters"
            reader.report("AlarmName", "control-characters", what, "remove them")
    check_length(reader, "AlarmDescription", 0, _MAXIMUM_DESCRIPTION)
    tags = reader.items("Tags")
    if len(tags) > _MAXIMUM_TAGS:
        what = f"there are {len(tags)} tags"
        reader.report("Tags", "too-many", what, f"use at most {_MAXIMUM_TAGS}")


def check_length(reader: PropertyReader, name: str, least: int, most: int) -> None:
    """Check the length of a text; anything but text is left to others."""
    value = reader.properties.get(name)
    if isinstance(value, str) and not least <= len(value) <= most:
        what = f"{quoted(value)} has {len(value)} characters"
        reader.report(name, "length", what, f"use {least} to {most} characters")
