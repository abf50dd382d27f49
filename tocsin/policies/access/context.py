"""What a request tells about itself: the values of context keys, given, implied or unknown.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
"""

from tocsin.policies.access.context_keys import (
    NEVER_OF_A_SERVICE,
    OF_A_SERVICE,
    OF_ANY_REQUEST,
    OF_ONE_ACTION,
    ONLY_OF_A_SERVICE,
    PRINCIPAL_TAGS,
    REQUEST_TAGS,
    TAGS,
)
from tocsin.policies.access.request import ContextValue, Request
from tocsin.policies.anything import ANYTHING
from tocsin.policies.symbolic import arn_parts

_ACCOUNT_PART = 4


def context_value(key: str, request: Request) -> ContextValue:
    """Return the value that a request has for a context key; None if it does not have the key.

    Args:
        key: The key; its case does not matter.
        request: The request.
    """
    name = key.lower()
    if name in request.values:
        return request.values[name]
    if name == "aws:resourceaccount":
        return _account_of(request.resource)
    if name.startswith("aws:"):
        return _of_principal(name, request)
    return _of_service(name, request)


def _of_principal(name: str, request: Request) -> ContextValue:
    if name in OF_ANY_REQUEST or name.startswith(TAGS):
        return ANYTHING
    if name.startswith(REQUEST_TAGS):
        return None
    if request.principal.is_service:
        return _of_service_principal(name, request)
    return _of_identity(name, request)


def _of_service_principal(name: str, request: Request) -> ContextValue:
    if name == "aws:principalservicename":
        return request.principal.service
    if name in NEVER_OF_A_SERVICE or name.startswith(PRINCIPAL_TAGS):
        return None
    return OF_A_SERVICE.get(name, ANYTHING)


def _of_identity(name: str, request: Request) -> ContextValue:
    principal = request.principal
    known = {
        "aws:principalisawsservice": "false",
        "aws:principalarn": principal.arn or ANYTHING,
        "aws:principalaccount": principal.account or ANYTHING,
    }
    if name in ONLY_OF_A_SERVICE:
        return None
    return known.get(name, ANYTHING)


def _of_service(name: str, request: Request) -> ContextValue:
    """Return the value of a key that a service defines: only its own requests have it."""
    if name in NEVER_OF_A_SERVICE and request.principal.is_service:
        return None
    action = request.action.lower()
    service = action.partition(":")[0]
    if OF_ONE_ACTION.get(name, action) != action:
        return None
    return ANYTHING if name.partition(":")[0] == service else None


def _account_of(arn: str) -> ContextValue:
    parts = arn_parts(arn)
    account = parts[_ACCOUNT_PART] if len(parts) > _ACCOUNT_PART else ""
    return account or ANYTHING
