"""Whether a statement of a policy speaks of a request."""

from collections.abc import Mapping

from tocsin.policies.access.conditions import conditions_hold
from tocsin.policies.access.outcome import Outcome, all_of, any_of
from tocsin.policies.access.principals import principal_is_meant
from tocsin.policies.access.request import Request
from tocsin.policies.symbolic import arn_matches, matches


def applies(statement: Mapping[str, object], request: Request) -> Outcome:
    """Say whether a statement speaks of a request: of its principal, action, resource, context."""
    return all_of(
        [
            _action_is_meant(statement, request),
            principal_is_meant(statement, request),
            _resource_is_meant(statement, request),
            conditions_hold(statement.get("Condition"), request),
        ]
    )


def _action_is_meant(statement: Mapping[str, object], request: Request) -> Outcome:
    if "NotAction" in statement:
        return _action_listed(statement["NotAction"], request).negated()
    return _action_listed(statement.get("Action"), request)


def _action_listed(written: object, request: Request) -> Outcome:
    listed = texts(written)
    why = f"it is about {', '.join(listed)}"
    return any_of(
        [Outcome(holds=False, why=why)]
        + [
            Outcome(holds=matches(each, request.action, ignore_case=True), why=why)
            for each in listed
        ]
    )


def _resource_is_meant(statement: Mapping[str, object], request: Request) -> Outcome:
    if "NotResource" in statement:
        return _resource_listed(statement["NotResource"], request).negated()
    return _resource_listed(statement.get("Resource"), request)


def _resource_listed(written: object, request: Request) -> Outcome:
    listed = texts(written)
    why = f"it is about {', '.join(listed)}"
    return any_of(
        [Outcome(holds=False, why=why)]
        + [Outcome(holds=arn_matches(each, request.resource), why=why) for each in listed]
    )


def texts(written: object) -> list[str]:
    """Return a text or a list of texts as a list."""
    listed = written if isinstance(written, list) else [written]
    return [each for each in listed if isinstance(each, str)]
