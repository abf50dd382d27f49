"""Whether a statement of a policy speaks of a request."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tocsin.policies.access.conditions import conditions_hold
from tocsin.policies.access.principals import principal_is_meant
from tocsin.policies.access.request import Request
from tocsin.policies.access.values import as_texts
from tocsin.policies.access.variables import AbsentVariableError, with_values
from tocsin.policies.outcome import Outcome
from tocsin.policies.symbolic import arn_matches, arn_parts, matches
from tocsin.policies.three_values import any_holds
from tocsin.policies.wording import listed


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a statement says of a request.

    Attributes:
        position: Its position (from 0) in the policy.
        statement: The statement.
        outcome: Whether it speaks of the request, and why.
        reach: How many of its parts speak of the request, before the first that does not.
    """

    position: int
    statement: Mapping[str, object]
    outcome: Outcome
    reach: int

    @property
    def effect(self) -> object:
        """What the statement does: `Allow` or `Deny`."""
        return self.statement.get("Effect")

    @property
    def name(self) -> str:
        """How people find the statement: by its number (from 1), and its Sid if it has one."""
        sid = self.statement.get("Sid")
        return f"statement {self.position + 1}{f' ({listed([sid])})' if sid else ''}"


def find(position: int, statement: object, request: Request) -> Finding:
    """Say whether a statement speaks of a request: of its action, principal, resource, context.

    Args:
        position: Its position (from 0) in the policy.
        statement: The statement.
        request: The request.
    """
    if not isinstance(statement, Mapping):
        unknown = Outcome(holds=None, reason=f"it is {listed([statement])}")
        return Finding(position=position, statement={}, outcome=unknown, reach=0)
    outcome, reach = _outcome(statement, request)
    return Finding(position=position, statement=statement, outcome=outcome, reach=reach)


def _outcome(statement: Mapping[str, object], request: Request) -> tuple[Outcome, int]:
    unknown: Outcome | None = None
    outcome, reach = Outcome(holds=True), 0
    try:
        for reach, outcome in enumerate(_parts(statement, request)):
            if outcome.holds is False:
                return outcome, reach
            unknown = unknown or (outcome if outcome.holds is None else None)
    except AbsentVariableError:
        why = "it names a policy variable that the request has no value for"
        return Outcome(holds=False, reason=why), reach + 1
    return unknown or outcome, reach + 1


def _parts(statement: Mapping[str, object], request: Request) -> Iterator[Outcome]:
    yield _action_is_meant(statement, request)
    principal = principal_is_meant(statement, request.principal)
    yield principal
    yield _resource_is_meant(statement, request)
    # Where no condition narrows it down, whom a statement is about says most of it.
    yield conditions_hold(statement.get("Condition"), request, otherwise=principal.reason)


def _action_is_meant(statement: Mapping[str, object], request: Request) -> Outcome:
    if "NotAction" in statement:
        return _is_action(statement["NotAction"], request).negated()
    if "Action" not in statement:
        return Outcome(holds=None, reason="it has neither Action nor NotAction")
    return _is_action(statement["Action"], request)


def _is_action(written: object, request: Request) -> Outcome:
    actions = as_texts(written)
    holds = any_holds(
        None if each is None else matches(each, request.action, ignore_case=True)
        for each in actions
    )
    return Outcome(holds=holds, reason=lambda: f"it is about {listed(actions)}")


def _resource_is_meant(statement: Mapping[str, object], request: Request) -> Outcome:
    if "NotResource" in statement:
        return _is_resource(statement["NotResource"], request).negated()
    if "Resource" not in statement:
        return Outcome(holds=True, reason="it is about the resource that has the policy")
    return _is_resource(statement["Resource"], request)


def _is_resource(written: object, request: Request) -> Outcome:
    resources = as_texts(written)
    holds = any_holds(
        None if each is None else arn_matches(_with_values(each, request), request.resource)
        for each in resources
    )
    return Outcome(holds=holds, reason=lambda: f"it is about {listed(resources)}")


def _with_values(arn: str, request: Request) -> str:
    """Return an ARN with the values of variables in its last part; others AWS does not take."""
    *place, last = arn_parts(arn)
    return ":".join([*place, with_values(last, request)])
