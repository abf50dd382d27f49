"""The conditions of a filter policy on the values of one field.

https://docs.aws.amazon.com/sns/latest/dg/string-value-matching.html
https://docs.aws.amazon.com/sns/latest/dg/numeric-value-matching.html
https://docs.aws.amazon.com/sns/latest/dg/attribute-key-matching.html
"""

import operator
import re
from collections.abc import Callable, Mapping, Sequence
from ipaddress import ip_address, ip_network
from types import MappingProxyType

from tocsin.policies import any_holds

_COMPARISONS: Mapping[object, Callable[[float, float], bool]] = MappingProxyType(
    {"=": operator.eq, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
)


def condition_holds(condition: object, leaves: Sequence[object], *, is_empty: bool) -> bool | None:
    """Say whether any value of a field meets a condition.

    Args:
        condition: A value, or an object with the name of a condition.
        leaves: The values; empty for a field that the message does not have.
        is_empty: Whether the message has no field at all.

    Returns:
        None if it cannot be decided.
    """
    if not isinstance(condition, Mapping):
        return any(_equal(leaf, condition) for leaf in leaves)
    if len(condition) != 1:
        return None
    ((name, operand),) = condition.items()
    if name == "exists":
        return _exists(operand, leaves, is_empty=is_empty)
    # A field that the message does not have meets no other condition, whatever its name.
    return any_holds(_named_holds(name, operand, leaf) for leaf in leaves if leaf is not None)


def _exists(operand: object, leaves: Sequence[object], *, is_empty: bool) -> bool | None:
    """Say whether a field is there, or is not: an object is no field, an empty value is not there.

    That a message without any field lacks one in particular does not count.
    """
    values = [leaf for leaf in leaves if not isinstance(leaf, Mapping) and leaf not in (None, "")]
    if operand is True:
        return bool(values)
    if operand is not False:
        return None
    if leaves:
        # Whether an object or an empty value is as good as none is not documented.
        return False if values else None
    return not is_empty


def _named_holds(name: object, operand: object, value: object) -> bool | None:
    match name:
        case "anything-but":
            return _is_anything_but(operand, value)
        case "numeric":
            return _is_in_range(operand, value)
        case _:
            return _text_holds(name, operand, value)


def _text_holds(name: object, operand: object, value: object) -> bool | None:
    holds = _TEXT_CONDITIONS.get(name)
    if holds is None or not isinstance(operand, str):
        return None
    return isinstance(value, str) and holds(value, operand)


def _matches_wildcard(value: str, pattern: str) -> bool:
    parts = ".*".join(map(re.escape, pattern.split("*")))
    return re.fullmatch(parts, value, re.DOTALL) is not None


def _is_in_network(address: str, network: str) -> bool:
    try:
        return ip_address(address) in ip_network(network, strict=False)
    except ValueError:
        return False


def _is_anything_but(operand: object, value: object) -> bool | None:
    if isinstance(operand, Mapping):
        if len(operand) != 1:
            return None
        ((name, text),) = operand.items()
        # The words for texts may stand here, with one text or several.
        excluded = text if isinstance(text, list) else [text]
        held = any_holds(_text_holds(name, each, value) for each in excluded)
        return None if held is None else not held
    excluded = operand if isinstance(operand, list) else [operand]
    return not any(_equal(value, each) for each in excluded)


def _is_in_range(operand: object, value: object) -> bool | None:
    """Say whether a number meets comparisons, as `[">", 0, "<=", 150]`."""
    if not isinstance(operand, list) or not operand or len(operand) % 2:
        return None
    signs, limits = operand[::2], operand[1::2]
    if not all(sign in _COMPARISONS for sign in signs) or not all(map(_is_number, limits)):
        return None
    if not isinstance(value, int | float) or isinstance(value, bool):
        return False
    return all(
        _COMPARISONS[sign](value, float(limit)) for sign, limit in zip(signs, limits, strict=True)
    )


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _equal(value: object, wanted: object) -> bool:
    """Compare as JSON does: `true` is not 1, and `1.0` is."""
    if isinstance(value, bool) or isinstance(wanted, bool):
        return value is wanted
    return value == wanted


def _equals_ignoring_case(value: str, wanted: str) -> bool:
    return value.casefold() == wanted.casefold()


_TEXT_CONDITIONS: Mapping[object, Callable[[str, str], bool]] = MappingProxyType(
    {
        "prefix": str.startswith,
        "suffix": str.endswith,
        "equals-ignore-case": _equals_ignoring_case,
        "wildcard": _matches_wildcard,
        "cidr": _is_in_network,
    }
)

CONDITIONS = frozenset({*_TEXT_CONDITIONS, "anything-but", "exists", "numeric"})
"""Names with a meaning of their own, wherever they stand in a policy."""
