"""Rules for names, descriptions, tags and unknown properties."""

from difflib import get_close_matches

from tocsin.evaluation.alarm import PropertyReader

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
_MAXIMUM_NAME = 255
_MAXIMUM_DESCRIPTION = 1024
_MAXIMUM_TAGS = 50


def check_names(reader: PropertyReader) -> None:
    """Check the alarm's name, description and tags, and that every property exists."""
    for written in reader.properties:
        if written not in PROPERTIES:
            near = get_close_matches(written, PROPERTIES, n=1)
            fix = f"did you mean {near[0]}?" if near else "remove it"
            reader.fault(written, "the properties of a metric alarm", fix)
    name = reader.properties.get("AlarmName")
    if isinstance(name, str):
        check_length(reader, "AlarmName", 1, _MAXIMUM_NAME)
        if any(ord(character) < ord(" ") for character in name):
            reader.fault("AlarmName", "no control characters", "remove them")
    check_length(reader, "AlarmDescription", 0, _MAXIMUM_DESCRIPTION)
    tags = reader.items("Tags")
    if len(tags) > _MAXIMUM_TAGS:
        reader.fault("Tags", f"at most {_MAXIMUM_TAGS} tags", f"remove {len(tags) - _MAXIMUM_TAGS}")


def check_length(reader: PropertyReader, name: str, least: int, most: int) -> None:
    """Check the length of a text; anything but text is left to others."""
    value = reader.properties.get(name)
    if isinstance(value, str) and not least <= len(value) <= most:
        allowed = f"{least} to {most} characters, found {len(value)}"
        reader.fault(name, allowed, "shorten it" if value else "fill it in")
