"""Gives alarm properties the types of their schema, as CloudFormation does on deployment."""

from collections.abc import Mapping

from tocsin.assembly.values import as_number, as_text

_NUMBERS = frozenset(
    {
        "ActionLogLineCount", "ActionsSuppressorExtensionPeriod", "ActionsSuppressorWaitPeriod",
        "DatapointsToAlarm", "EvaluationInterval", "EvaluationPeriods", "PendingPeriod", "Period",
        "QueryResultsToAlarm", "QueryResultsToEvaluate", "RecoveryPeriod", "Threshold",
        "WarmUpPeriodDurationInMinutes",
    },
)  # fmt: skip
_BOOLEANS = {"true": True, "false": False}
_BOOLEAN_PROPERTIES = frozenset(
    {"ActionsEnabled", "Enabled", "OnlyStartEvaluatingAfterWarmUpPeriodEnds", "ReturnData"}
)


def with_types(properties: Mapping[str, object]) -> dict[str, object]:
    """Give the properties with numbers and booleans that were written as text, and the reverse."""
    return {key: _typed(key, value) for key, value in properties.items()}


def _typed(key: str, value: object) -> object:
    if isinstance(value, dict):
        return with_types(value)
    if isinstance(value, list):
        if key == "Dimensions":
            return [_dimension(item) for item in value]
        return [with_types(item) if isinstance(item, dict) else item for item in value]
    if isinstance(value, str):
        if key in _NUMBERS:
            return as_number(value)
        if key in _BOOLEAN_PROPERTIES:
            return _BOOLEANS.get(value.lower(), value)
    return value


def _dimension(item: object) -> object:
    if not isinstance(item, dict):
        return item
    texts = {key: as_text(value) for key, value in item.items()}
    return {key: item[key] if text is None else text for key, text in texts.items()}
