"""Whether a subscription's filter policy lets a message through.

https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tocsin.policies import all_hold, any_holds
from tocsin.simulation.filter_conditions import CONDITIONS, condition_holds

_BODY_SCOPE = "MessageBody"
_NO_ATTRIBUTES: Mapping[str, object] = MappingProxyType({})
_FEWEST_ALTERNATIVES = 2


def passes(
    policy: Mapping[str, object],
    scope: str,
    body: object,
    attributes: Mapping[str, object] = _NO_ATTRIBUTES,
) -> bool | None:
    """Say whether a message passes a filter policy.

    Args:
        policy: The filter policy; an empty one lets everything through.
        scope: `MessageAttributes` or `MessageBody`.
        body: The body, read as JSON; what is not an object passes no policy on the body.
        attributes: The message attributes by name. Notifications of CloudWatch carry none.

    Returns:
        None if it cannot be decided: the policy asks for something that is not known here.
    """
    if not policy:
        return True
    if scope != _BODY_SCOPE:
        return _policy_holds(policy, _Fields(attributes, may_nest=False))
    if not isinstance(body, Mapping):
        return False
    return _policy_holds(policy, _Fields(body, may_nest=True))


@dataclass(frozen=True, slots=True)
class _Fields:
    """What a message says, as a policy looks at it.

    Attributes:
        values: The values by name.
        may_nest: Whether a policy may look into values that are objects.
        path: The names that lead to the part of the message that is looked at.
    """

    values: Mapping[str, object]
    may_nest: bool
    path: tuple[str, ...] = ()

    def within(self, name: str) -> "_Fields":
        return _Fields(self.values, self.may_nest, (*self.path, name))

    def leaves(self, name: str) -> list[object]:
        """Return every value at a name; lists along the way stand for each of their items."""
        found: list[object] = [self.values]
        for part in (*self.path, name):
            objects = (each for each in _items(found) if isinstance(each, Mapping))
            found = [each[part] for each in objects if part in each]
        return list(_items(found))


def _items(values: Iterable[object]) -> Iterable[object]:
    for value in values:
        if isinstance(value, list):
            yield from _items(value)
        else:
            yield value


def _policy_holds(policy: Mapping[str, object], fields: _Fields) -> bool | None:
    """Say whether all keys of a policy hold."""
    return all_hold(_key_holds(key, wanted, fields) for key, wanted in policy.items())


def _key_holds(key: str, wanted: object, fields: _Fields) -> bool | None:
    if key == "$or" and (alternatives := _alternatives(wanted)):
        return any_holds(_policy_holds(each, fields) for each in alternatives)
    if isinstance(wanted, Mapping):
        return _policy_holds(wanted, fields.within(key)) if fields.may_nest else None
    if not isinstance(wanted, list):
        return None
    leaves = fields.leaves(key)
    return any_holds(condition_holds(each, leaves, is_empty=not fields.values) for each in wanted)


def _alternatives(wanted: object) -> list[Mapping[str, object]]:
    """Return the policies under `$or`; none if Amazon SNS would take it for a field's name.

    https://docs.aws.amazon.com/sns/latest/dg/and-or-logic.html
    """
    listed = wanted if isinstance(wanted, list) else []
    policies = [each for each in listed if isinstance(each, Mapping)]
    are_policies = len(policies) == len(listed) and not any(CONDITIONS & set(e) for e in policies)
    return policies if len(policies) >= _FEWEST_ALTERNATIVES and are_policies else []
