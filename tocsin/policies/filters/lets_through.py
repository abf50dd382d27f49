"""Whether a subscription's filter policy lets a message through.

https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html
"""

from collections.abc import Mapping
from types import MappingProxyType

from tocsin.policies.document import read_document
from tocsin.policies.filters.leaves import leaves_of
from tocsin.policies.filters.limits import filter_policy_faults
from tocsin.policies.filters.passing import passes
from tocsin.policies.filters.rules import TooManyRulesError, rules_of
from tocsin.policies.outcome import Outcome
from tocsin.policies.symbolic import is_known
from tocsin.policies.wording import listed

BODY, ATTRIBUTES = "MessageBody", "MessageAttributes"
_NO_ATTRIBUTES: Mapping[str, object] = MappingProxyType({})


def lets_through(
    subscription: Mapping[str, object],
    body: object,
    attributes: Mapping[str, object] = _NO_ATTRIBUTES,
) -> Outcome:
    """Say whether a subscription gets a message, by its filter policy.

    Args:
        subscription: The properties of the subscription, of which two matter: `FilterPolicy` and
            `FilterPolicyScope`.
        body: The body, read as JSON; what is not an object passes no policy on the body. Texts may
            hold `${Name}` for what only a deployment knows, and `ANYTHING` may stand for values.
        attributes: The message attributes by name. Notifications of CloudWatch carry none.

    Returns:
        Whether it gets it, and why not, as a clause; unknown where a value decides that only a
        deployment knows, or a rule that AWS does not document.
    """
    written = subscription.get("FilterPolicy")
    policy = read_document(written)
    if policy is None:
        return Outcome(holds=None, reason=f"its filter policy is {listed([written])}")
    if not policy:
        return Outcome(holds=True, reason="it has no filter policy")
    scope = str(subscription.get("FilterPolicyScope") or ATTRIBUTES)
    if not is_known(scope):
        return _whatever_the_scope(policy, scope, body, attributes)
    return _by_scope(policy, scope, body, attributes)


def fields_looked_at(subscription: Mapping[str, object]) -> frozenset[str]:
    """Return the fields of a message on which the filter policy of a subscription depends.

    Of others, it matters at most that the message has some.
    """
    try:
        rules = rules_of(read_document(subscription.get("FilterPolicy")) or {})
    except TooManyRulesError:
        return frozenset()
    return frozenset(each.path.partition(".")[0] for rule in rules for each in rule)


def _whatever_the_scope(
    policy: Mapping[str, object], scope: str, body: object, attributes: Mapping[str, object]
) -> Outcome:
    outcomes = [_by_scope(policy, each, body, attributes) for each in (BODY, ATTRIBUTES)]
    if outcomes[0].holds is outcomes[1].holds:
        return outcomes[0]
    return Outcome(holds=None, reason=f"the scope of its filter policy is {listed([scope])}")


def _by_scope(
    policy: Mapping[str, object], scope: str, body: object, attributes: Mapping[str, object]
) -> Outcome:
    if scope not in (BODY, ATTRIBUTES):
        return Outcome(holds=None, reason=f"its FilterPolicyScope is {listed([scope])}")
    faults = filter_policy_faults(policy, scope)
    if faults:
        return Outcome(holds=False, reason=f"Amazon SNS refuses its filter policy: {faults[0]}")
    message = body if scope == BODY else attributes
    if not isinstance(message, Mapping):
        return Outcome(holds=False, reason="it filters on the body, which is not a JSON object")
    try:
        rules = rules_of(policy)
    except TooManyRulesError:
        return Outcome(holds=None, reason="its filter policy has too many alternatives to try")
    return passes(rules, leaves_of(message), of_what=scope)
