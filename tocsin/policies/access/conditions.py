"""Whether the conditions of a statement hold for a request."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from tocsin.policies.access.outcome import Outcome, all_of
from tocsin.policies.access.request import Anything, Request
from tocsin.policies.symbolic import arn_matches, equals, matches
from tocsin.policies.three_values import any_holds

_OPERATORS: Mapping[str, Callable[[str, str], bool | None]] = MappingProxyType(
    {
        "StringEquals": equals,
        "StringLike": matches,
        "ArnLike": arn_matches,
        "ArnEquals": arn_matches,
    }
)


def conditions_hold(written: object, request: Request) -> Outcome:
    """Say whether all conditions of a statement hold."""
    conditions = written if isinstance(written, Mapping) else {}
    return all_of(
        _condition_holds(operator, key, values, request)
        for operator, keys in conditions.items()
        for key, values in keys.items()
    )


def _condition_holds(operator: str, key: str, values: object, request: Request) -> Outcome:
    compare = _OPERATORS.get(operator)
    context = {name.lower(): value for name, value in request.context.items()}
    given = context.get(key.lower())
    why = f"{operator} {key} {values}"
    if compare is None or isinstance(given, Anything):
        return Outcome(holds=None, why=why)
    if given is None:
        return Outcome(holds=False, why=f"{why}, and the request has no {key}")
    listed = values if isinstance(values, list) else [values]
    present = [given] if isinstance(given, str) else list(given)
    return Outcome(holds=any_holds(compare(str(a), b) for a in listed for b in present), why=why)
