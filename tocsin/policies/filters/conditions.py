"""The conditions of a filter policy on one value.

https://docs.aws.amazon.com/sns/latest/dg/string-value-matching.html
https://docs.aws.amazon.com/sns/latest/dg/numeric-value-matching.html
https://docs.aws.amazon.com/sns/latest/dg/attribute-key-matching.html
"""

import operator
import re
from collections.abc import Callable, Mapping
from functools import partial
from ipaddress import ip_address, ip_network
from types import MappingProxyType

from tocsin.policies.anything import Anything
from tocsin.policies.symbolic import as_literal, equals, is_known, matches
from tocsin.policies.three_values import any_holds, contrary

_COMPARISONS: Mapping[object, Callable[[float, float], bool]] = MappingProxyType(
    {"=": operator.eq, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
)
_WHOLLY_OPEN = re.compile(r"\$\{[^{}]*\}|\{\{resolve:[^{}]*\}\}")
_NEVER_EMPTY = re.compile(r"\$\{(?:[^{}]*/)?(?:AWS|CloudWatch)::[^{}]*\}")


def meets(condition: object, value: object) -> bool | None:
    """Say whether a value of a message meets a condition.

    Args:
        condition: A value, or an object with the name of a condition.
        value: The value.

    Returns:
        None if it cannot be decided.
    """
    if isinstance(value, Anything):
        return None
    if not isinstance(condition, Mapping):
        return _is(value, condition)
    if len(condition) != 1:
        return None
    ((name, operand),) = condition.items()
    if name == "exists":
        return _exists(operand, value)
    # Null meets no condition but null itself, whatever its name.
    return False if value is None else _named_holds(name, operand, value)


def _exists(operand: object, value: object) -> bool | None:
    if operand is True:
        return _is_present(value)
    return False if operand is False else None


def is_as_good_as_absent(value: object) -> bool | None:
    """Say whether a value that is there counts as absent.

    A value that is null or empty fails `exists: true`; whether it passes `exists: false`, AWS does
    not say.
    """
    return False if _is_present(value) else None


def _is_present(value: object) -> bool | None:
    if isinstance(value, Anything):
        return None
    if isinstance(value, str) and _WHOLLY_OPEN.fullmatch(value):
        return True if _NEVER_EMPTY.fullmatch(value) else None
    return value not in (None, "")


def _is(value: object, wanted: object) -> bool | None:
    """Compare as JSON does: `true` is not 1, and `1.0` is."""
    if isinstance(value, str) and isinstance(wanted, str):
        return equals(as_literal(wanted), value)
    if _is_wholly_open(value) or _is_wholly_open(wanted):
        return None
    if isinstance(value, bool) or isinstance(wanted, bool):
        return value is wanted
    return value == wanted


def _is_wholly_open(value: object) -> bool:
    """Say whether a value is a placeholder, which may stand for a number too."""
    return isinstance(value, str) and _WHOLLY_OPEN.fullmatch(value) is not None


def _named_holds(name: object, operand: object, value: object) -> bool | None:
    match name:
        case "anything-but":
            return _is_anything_but(operand, value)
        case "numeric":
            return _is_in_range(operand, value)
        case _:
            return _text_holds(name, operand, value)


def _is_anything_but(operand: object, value: object) -> bool | None:
    if isinstance(operand, Mapping):
        if len(operand) != 1:
            return None
        ((name, text),) = operand.items()
        # The words for texts may stand here, with one text or several.
        excluded = text if isinstance(text, list) else [text]
        return contrary(any_holds(_text_holds(name, each, value) for each in excluded))
    excluded = operand if isinstance(operand, list) else [operand]
    return contrary(any_holds(_is(value, each) for each in excluded))


def _is_in_range(operand: object, value: object) -> bool | None:
    """Say whether a number meets comparisons, as `[">", 0, "<=", 150]`."""
    limits = comparisons(operand)
    if limits is None or _is_wholly_open(value):
        return None
    if not _is_number(value):
        return False
    return all(_COMPARISONS[sign](_as_float(value), limit) for sign, limit in limits)


def comparisons(operand: object) -> list[tuple[object, float]] | None:
    """Read the comparisons of a numeric condition; None for what is not written as such."""
    if not isinstance(operand, list) or not operand or len(operand) % 2:
        return None
    signs, limits = operand[::2], operand[1::2]
    if not all(sign in _COMPARISONS for sign in signs) or not all(map(_is_number, limits)):
        return None
    return [(sign, _as_float(limit)) for sign, limit in zip(signs, limits, strict=True)]


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _as_float(value: object) -> float:
    return float(value) if isinstance(value, int | float) else float("nan")


def _text_holds(name: object, operand: object, value: object) -> bool | None:
    holds = _TEXT_CONDITIONS.get(name)
    if holds is None or not isinstance(operand, str):
        return None
    return holds(operand, value) if isinstance(value, str) else False


def _begins_with(prefix: str, value: str) -> bool | None:
    return matches(f"{as_literal(prefix)}*", value)


def _ends_with(suffix: str, value: str) -> bool | None:
    return matches(f"*{as_literal(suffix)}", value)


def _is_like(pattern: str, value: str) -> bool | None:
    return matches("*".join(map(as_literal, pattern.split("*"))), value)


def _is_in_network(network: str, address: str) -> bool | None:
    if not (is_known(network) and is_known(address)):
        return None
    try:
        return ip_address(address) in ip_network(network, strict=False)
    except ValueError:
        return False


_TEXT_CONDITIONS: Mapping[object, Callable[[str, str], bool | None]] = MappingProxyType(
    {
        "prefix": _begins_with,
        "suffix": _ends_with,
        "equals-ignore-case": partial(equals, ignore_case=True),
        "wildcard": _is_like,
        "cidr": _is_in_network,
    }
)

CONDITIONS = frozenset({*map(str, _TEXT_CONDITIONS), "anything-but", "exists", "numeric"})
"""Names with a meaning of their own, wherever they stand in a policy."""
TEXT_CONDITIONS = frozenset(map(str, _TEXT_CONDITIONS))
"""Those that take a text."""
