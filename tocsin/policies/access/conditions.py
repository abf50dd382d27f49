"""Whether the conditions of a statement hold for a request.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial

from tocsin.policies.access.context import context_value
from tocsin.policies.access.operators import OPERATORS, Operator
from tocsin.policies.access.request import ContextValue, Request
from tocsin.policies.access.values import as_texts
from tocsin.policies.access.variables import with_values
from tocsin.policies.anything import Anything
from tocsin.policies.outcome import Outcome, all_of
from tocsin.policies.three_values import all_hold, any_holds, contrary
from tocsin.policies.wording import listed

_ANY, _ALL, _IF_EXISTS, _NULL = "ForAnyValue", "ForAllValues", "IfExists", "Null"
_SOMETHING = "${a value that is not known}"


def conditions_hold(
    written: object, request: Request, *, otherwise: str | Callable[[], str]
) -> Outcome:
    """Say whether all conditions of a statement hold; without any, they do.

    Args:
        written: What the statement has as its `Condition`.
        request: The request.
        otherwise: The reason where there is no condition.

    Raises:
        AbsentVariableError: If a condition names a policy variable that has no value.
    """
    if written is None or written == {}:
        return Outcome(holds=True, reason=otherwise)
    if not isinstance(written, Mapping):
        return Outcome(holds=None, reason=f"its condition is {listed([written])}")
    return all_of(_operator_holds(name, keys, request) for name, keys in written.items())


def _operator_holds(name: str, keys: object, request: Request) -> Outcome:
    if not isinstance(keys, Mapping):
        return Outcome(holds=None, reason=f"its {listed([name])} is {listed([keys])}")
    return all_of(_key_holds(name, key, wanted, request) for key, wanted in keys.items())


def _key_holds(name: str, key: str, written: object, request: Request) -> Outcome:
    wanted = as_texts(written)
    given = context_value(key, request)
    holds = None
    if (test := _test(name)) and None not in wanted:
        texts = [each for each in wanted if each is not None]
        holds = test.holds(texts, given, request)
    return Outcome(holds=holds, reason=partial(_why, name, key, wanted, given, holds=holds))


def _why(
    name: str, key: str, wanted: list[str | None], given: ContextValue, *, holds: bool | None
) -> str:
    asked = f"{listed([key])} ({listed([name])}) {listed(wanted)}"
    verb = {True: "holds", False: "does not hold", None: "may hold"}[holds]
    return f"its condition {asked} {verb}: the request {_has(given)}"


def _has(given: ContextValue) -> str:
    if given is None:
        return "has no such key"
    if isinstance(given, Anything):
        return "has a value that the templates do not tell, or none"
    return f"has {listed([given] if isinstance(given, str) else given)}"


@dataclass(frozen=True, slots=True)
class _Test:
    """A condition operator as it is written: with a qualifier, and for keys that may be absent.

    Attributes:
        operator: What it asks of a value; None for `Null`, which asks only for presence.
        qualifier: `ForAnyValue`, `ForAllValues`, or nothing.
        if_exists: Whether it holds for a key that the request does not have.
    """

    operator: Operator | None
    qualifier: str
    if_exists: bool

    def holds(self, wanted: list[str], given: ContextValue, request: Request) -> bool | None:
        """Say whether a value of the request is as wanted; None if that cannot be decided."""
        if isinstance(given, Anything):
            # It may be absent, and it may be anything.
            outcomes = {self.holds(wanted, each, request) for each in (None, _SOMETHING)}
            return outcomes.pop() if len(outcomes) == 1 else None
        if self.operator is None:
            is_absent = given is None
            return any_holds(_says(each, is_absent=is_absent) for each in wanted)
        if given is None or given == ():
            return self._holds_if_absent(self.operator)
        values = [given] if isinstance(given, str) else given
        if self.operator.takes_variables:
            wanted = [with_values(each, request) for each in wanted]
        return self._compare(self.operator, wanted, values)

    def _holds_if_absent(self, operator: Operator) -> bool | None:
        if self.qualifier == _ANY and self.if_exists:
            # No value is as wanted, and none has to be: AWS does not say which of them counts.
            return None
        if self.if_exists or self.qualifier == _ALL:
            return True
        return operator.is_negated and self.qualifier != _ANY

    def _compare(
        self, operator: Operator, wanted: list[str], values: list[str] | tuple[str, ...]
    ) -> bool | None:
        found = [any_holds(operator.compare(each, value) for each in wanted) for value in values]
        if operator.is_negated:
            found = [contrary(each) for each in found]
        # A negated operator without a qualifier asks that no value is as the policy says.
        is_of_all = self.qualifier == _ALL or (not self.qualifier and operator.is_negated)
        return all_hold(found) if is_of_all else any_holds(found)


@lru_cache(maxsize=256)
def _test(name: str) -> _Test | None:
    """Read the name of an operator; None for one that IAM does not know."""
    qualifier, colon, rest = name.rpartition(":")
    if colon and qualifier not in (_ANY, _ALL):
        return None
    bare = rest.removesuffix(_IF_EXISTS)
    if bare == _NULL and bare == rest:
        return _Test(None, qualifier, if_exists=False)
    operator = OPERATORS.get(bare)
    return _Test(operator, qualifier, if_exists=bare != rest) if operator else None


def _says(wanted: str, *, is_absent: bool) -> bool | None:
    match wanted.lower():
        case "true":
            return is_absent
        case "false":
            return not is_absent
        case _:
            return None
