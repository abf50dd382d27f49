"""Whether a subscription's filter policy lets the notification of an alarm through.

https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html
"""

from collections.abc import Mapping

_BODY_SCOPE = "MessageBody"


def passes(policy: Mapping[str, object], scope: str, message: Mapping[str, object]) -> bool | None:
    """Say whether a notification passes a filter policy.

    Names, exact values, `prefix`, `suffix`, `anything-but` and `exists` on the top level of the
    message are decided; what uses more is not.

    Args:
        policy: The filter policy.
        scope: `MessageAttributes` or `MessageBody`. Notifications of CloudWatch carry no message
            attributes.
        message: The known top-level fields of the body.

    Returns:
        None if it cannot be decided.
    """
    fields = message if scope == _BODY_SCOPE else {}
    outcomes = [
        # `$or` and its like join conditions on several fields.
        None if key.startswith("$") else _field_passes(conditions, fields.get(key))
        for key, conditions in policy.items()
    ]
    if False in outcomes:
        return False
    return None if None in outcomes else True


def _field_passes(conditions: object, value: object) -> bool | None:
    if not isinstance(conditions, list):
        return None
    outcomes = [_condition_holds(condition, value) for condition in conditions]
    if True in outcomes:
        return True
    return None if None in outcomes else False


def _condition_holds(condition: object, value: object) -> bool | None:
    if not isinstance(condition, dict):
        return value is not None and condition == value
    if len(condition) != 1:
        return None
    ((operator, operand),) = condition.items()
    if operator == "exists" and isinstance(operand, bool):
        return operand == (value is not None)
    if value is None:
        return False
    return _operator_holds(operator, operand, str(value))


def _operator_holds(operator: str, operand: object, value: str) -> bool | None:
    match operator, operand:
        case "prefix", str():
            return value.startswith(operand)
        case "suffix", str():
            return value.endswith(operand)
        case "anything-but", str():
            return value != operand
        case "anything-but", list() if all(isinstance(each, str) for each in operand):
            return value not in operand
        case _:
            return None
