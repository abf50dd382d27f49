"""What Amazon SNS refuses in a filter policy.

https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html
"""

import math
from collections.abc import Iterator, Mapping

from tocsin.policies.filters.conditions import TEXT_CONDITIONS, comparisons
from tocsin.policies.filters.rules import Rule, TooManyRulesError, Wanted, rules_of
from tocsin.policies.symbolic import is_known
from tocsin.policies.wording import listed

_MOST_KEYS = 5
_MOST_COMBINATIONS = 150
_ATTRIBUTES = "MessageAttributes"


def filter_policy_faults(policy: Mapping[str, object], scope: str) -> tuple[str, ...]:
    """Return for what Amazon SNS refuses a policy, each as a clause; empty if it takes it.

    Args:
        policy: The policy, as an object.
        scope: `MessageAttributes` or `MessageBody`.
    """
    try:
        rules = rules_of(policy)
    except TooManyRulesError:
        return (f"it is far beyond {_MOST_COMBINATIONS} combinations",)
    wanted = dict.fromkeys(each.path for rule in rules for each in rule)
    found = [fault for rule in rules for each in rule for fault in _faults(each, scope)]
    if len(rules) == 1:
        found += _limits(rules[0], len(wanted))
    return tuple(dict.fromkeys(found))


def _limits(rule: Rule, keys: int) -> Iterator[str]:
    """Yield which limits a policy without alternatives exceeds; how others count is not said."""
    if keys > _MOST_KEYS:
        yield f"it has {keys} keys, and {_MOST_KEYS} is the limit"
    listed_values = [each for each in rule if isinstance(each.conditions, list)]
    combinations = math.prod(
        len(each.conditions) * each.depth
        for each in listed_values
        if isinstance(each.conditions, list)
    )
    if combinations > _MOST_COMBINATIONS:
        yield f"it has {combinations} combinations of values, and {_MOST_COMBINATIONS} is the limit"


def _faults(wanted: Wanted, scope: str) -> Iterator[str]:
    name = listed([wanted.path])
    if scope == _ATTRIBUTES and wanted.depth > 1:
        yield f"{name} is nested, which only policies on the body may be"
    conditions = wanted.conditions
    if not isinstance(conditions, list):
        if not (isinstance(conditions, str) and not is_known(conditions)):
            yield f"what {name} asks for is not a list"
        return
    if not conditions:
        yield f"{name} asks for nothing"
    for condition in conditions:
        if fault := _fault(condition):
            yield f"{name} {fault}"


def _fault(condition: object) -> str | None:
    if isinstance(condition, list):
        return "has a list in its list"
    if not isinstance(condition, Mapping):
        return None
    if len(condition) != 1:
        return f"has a condition of {len(condition)} names, not of one"
    ((name, operand),) = condition.items()
    is_open = isinstance(operand, str) and not is_known(operand)
    return None if is_open else _fault_of_operand(name, operand)


def _fault_of_operand(name: object, operand: object) -> str | None:
    """Return what is wrong with a condition; a name that is not known here may be a new one."""
    if name == "exists" and not isinstance(operand, bool):
        return "has an `exists` that is neither true nor false"
    if name == "numeric" and not _may_be_numeric(operand):
        return 'has a `numeric` that is not like [">", 0, "<=", 150]'
    if name in TEXT_CONDITIONS and not isinstance(operand, str):
        return f"has a `{name}` that is not a text"
    return None


def _may_be_numeric(operand: object) -> bool:
    is_open = isinstance(operand, list) and any(
        isinstance(each, str) and not is_known(each) for each in operand
    )
    return is_open or comparisons(operand) is not None
