"""A filter policy as rules: a message passes if it meets each condition of one of them.

Names may be joined by dots in a policy on the body: `{"Trigger.Namespace": […]}` is what
`{"Trigger": {"Namespace": […]}}` is.
https://docs.aws.amazon.com/sns/latest/dg/and-or-logic.html
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tocsin.policies.filters.conditions import CONDITIONS
from tocsin.policies.filters.leaves import below

_FEWEST_ALTERNATIVES = 2
_MOST_RULES = 1000
_DEEPEST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a policy asks of the values at a path.

    Attributes:
        path: The path, with dots.
        conditions: One of them has to be met; a text where a template leaves them open.
        depth: How many names lead there, as they are written.
    """

    path: str
    conditions: object
    depth: int = 1

    @property
    def is_listed(self) -> bool:
        """Whether the conditions are a list, as Amazon SNS asks."""
        return isinstance(self.conditions, list)


Rule = tuple[Wanted, ...]
"""What is asked for: all of it has to be met."""


class TooManyRulesError(Exception):
    """A policy has so many alternatives, or so many levels, that nobody would try them all."""


def rules_of(policy: Mapping[str, object]) -> tuple[Rule, ...]:
    """Return the rules of a policy.

    Args:
        policy: The policy, as an object.

    Raises:
        TooManyRulesError: If the policy is far beyond what Amazon SNS accepts.
    """
    return _rules(policy, "", 1)


def _rules(policy: Mapping[str, object], path: str, depth: int) -> tuple[Rule, ...]:
    if depth > _DEEPEST:
        raise TooManyRulesError
    rules: tuple[Rule, ...] = ((),)
    for name, written in policy.items():
        found = _rules_of_key(str(name), written, path, depth)
        rules = tuple((*before, *after) for before in rules for after in found)
        if len(rules) > _MOST_RULES:
            raise TooManyRulesError
    return rules


def _rules_of_key(name: str, written: object, path: str, depth: int) -> tuple[Rule, ...]:
    if name == "$or" and (listed := alternatives(written)):
        return tuple(rule for each in listed for rule in _rules(each, path, depth))
    if isinstance(written, Mapping):
        return _rules(written, below(path, name), depth + 1)
    return ((Wanted(path=below(path, name), conditions=written, depth=depth),),)


def alternatives(written: object) -> Sequence[Mapping[str, object]]:
    """Return the policies under `$or`; none if Amazon SNS would take it for a field's name.

    https://docs.aws.amazon.com/sns/latest/dg/and-or-logic.html
    """
    listed = written if isinstance(written, list) else []
    policies = [each for each in listed if isinstance(each, Mapping)]
    are_policies = len(policies) == len(listed) and not any(CONDITIONS & set(e) for e in policies)
    return policies if len(policies) >= _FEWEST_ALTERNATIVES and are_policies else []
