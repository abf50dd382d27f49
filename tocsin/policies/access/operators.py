"""Condition operators: each compares a value of the policy with one of the request.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
"""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from ipaddress import ip_address, ip_network
from types import MappingProxyType

from tocsin.policies.symbolic import arn_matches, arn_parts, equals, is_known, matches

Compare = Callable[[str, str], bool | None]
"""Takes the value in the policy and the one of the request; None if it cannot be decided."""


@dataclass(frozen=True, slots=True)
class Operator:
    """What an operator asks of a value.

    Attributes:
        compare: Whether a value of the request is as one of the policy says.
        is_negated: Whether the condition holds where it is not.
        takes_variables: Whether values of the policy may hold policy variables.
    """

    compare: Compare
    is_negated: bool = False
    takes_variables: bool = True


def _if_known(compare: Callable[[str, str], bool], wanted: str, given: str) -> bool | None:
    """Compare values that have to be read; one that cannot be read is like no other."""
    if not (is_known(wanted) and is_known(given)):
        return None
    try:
        return compare(wanted, given)
    except (ValueError, OverflowError):
        return False


def _seconds(text: str) -> float:
    """Read a time in seconds since 1970, or as ISO 8601 from a year on."""
    try:
        return float(text)
    except ValueError:
        at = datetime.fromisoformat(text)
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()


def _time(text: str) -> float:
    is_year = len(text) == len("2026") and text.isdigit()
    return _seconds(f"{text}-01-01" if is_year else text)


def _is_within(network: str, address: str) -> bool:
    return ip_address(address) in ip_network(network, strict=False)


def _reading(
    read: Callable[[str], float], compare: Callable[[float, float], bool]
) -> Callable[[str, str], bool]:
    return lambda wanted, given: compare(read(given), read(wanted))


_COMPARISONS: Mapping[str, Callable[[float, float], bool]] = MappingProxyType(
    {
        "Equals": operator.eq,
        "LessThan": operator.lt,
        "LessThanEquals": operator.le,
        "GreaterThan": operator.gt,
        "GreaterThanEquals": operator.ge,
    }
)


def _ordered(family: str, read: Callable[[str], float]) -> dict[str, Operator]:
    found = {
        f"{family}{name}": Operator(
            partial(_if_known, _reading(read, compare)), takes_variables=False
        )
        for name, compare in _COMPARISONS.items()
    }
    same = found[f"{family}Equals"].compare
    found[f"{family}NotEquals"] = Operator(same, is_negated=True, takes_variables=False)
    return found


def _arn_is_like(wanted: str, given: str) -> bool | None:
    """Compare ARNs; whether one of fewer parts is completed AWS says of `Resource` alone."""
    found = arn_matches(wanted, given)
    is_short = 1 < len(arn_parts(wanted)) < len(arn_parts(given))
    return None if found and is_short else found


_equals_ignoring_case = partial(equals, ignore_case=True)
_is_in_network = partial(_if_known, _is_within)

OPERATORS: Mapping[str, Operator] = MappingProxyType(
    {
        "StringEquals": Operator(equals),
        "StringNotEquals": Operator(equals, is_negated=True),
        "StringEqualsIgnoreCase": Operator(_equals_ignoring_case),
        "StringNotEqualsIgnoreCase": Operator(_equals_ignoring_case, is_negated=True),
        "StringLike": Operator(matches),
        "StringNotLike": Operator(matches, is_negated=True),
        "ArnEquals": Operator(_arn_is_like),
        "ArnLike": Operator(_arn_is_like),
        "ArnNotEquals": Operator(_arn_is_like, is_negated=True),
        "ArnNotLike": Operator(_arn_is_like, is_negated=True),
        "Bool": Operator(_equals_ignoring_case),
        "BinaryEquals": Operator(equals, takes_variables=False),
        "IpAddress": Operator(_is_in_network, takes_variables=False),
        "NotIpAddress": Operator(_is_in_network, is_negated=True, takes_variables=False),
        **_ordered("Numeric", float),
        **_ordered("Date", _time),
    }
)
"""The operators by name, but `Null`, which compares nothing."""
