"""What a request tells about itself: the values of context keys, given, implied or unknown.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
"""

from collections.abc import Mapping
from types import MappingProxyType

from tocsin.policies.access.request import ContextValue, Request
from tocsin.policies.anything import ANYTHING
from tocsin.policies.symbolic import arn_parts

_ACCOUNT_PART = 4

_OF_A_SERVICE: Mapping[str, ContextValue] = MappingProxyType(
    {
        "aws:principalisawsservice": "true",
        "aws:viaawsservice": "false",
        "aws:securetransport": "true",
    }
)
"""What each call has that a service makes by itself; services use TLS."""

_NEVER_OF_A_SERVICE = (
    "aws:assumedroot",
    "aws:calledvia",
    "aws:calledviafirst",
    "aws:calledvialast",
    "aws:chatbotsourcearn",
    "aws:federatedprovider",
    "aws:multifactorauthage",
    "aws:multifactorauthpresent",
    "aws:principalaccount",
    "aws:principalarn",
    "aws:principalorgid",
    "aws:principalorgpaths",
    "aws:principaltype",
    "aws:sourceidentity",
    "aws:sourceowner",
    "aws:sourcevpc",
    "aws:sourcevpcarn",
    "aws:sourcevpce",
    "aws:tokenissuetime",
    "aws:username",
    "aws:vpceaccount",
    "aws:vpceorgid",
    "aws:vpceorgpaths",
    "aws:vpcsourceip",
    "kms:calleraccount",
)
"""What only a user, a role or a network of a customer has: a service asks for itself.

A service principal is in no organization, so `aws:PrincipalOrgID` admits none; and in no account,
so `kms:CallerAccount` does not either, which is why alarms cannot use the key `alias/aws/sns`.
"""

_ONLY_OF_A_SERVICE = (
    "aws:principalservicename",
    "aws:principalservicenameslist",
    "aws:sourceaccount",
    "aws:sourcearn",
    "aws:sourceorgid",
    "aws:sourceorgpaths",
    "aws:sourceowner",
)

_OF_ANY_REQUEST = (
    "aws:currenttime",
    "aws:epochtime",
    "aws:referer",
    "aws:requestedregion",
    "aws:resourceorgid",
    "aws:resourceorgpaths",
    "aws:sourceip",
    "aws:useragent",
)
"""Keys whose value no template tells."""

_OF_ONE_ACTION = MappingProxyType(
    {
        "kms:grantisforawsresource": "kms:creategrant",
        "lambda:eventsourcetoken": "",
        "lambda:functionurlauthtype": "lambda:invokefunctionurl",
        "lambda:invokedviafunctionurl": "",
        "sns:endpoint": "sns:subscribe",
        "sns:protocol": "sns:subscribe",
    }
)
"""Keys that a service sets for one action, or for none that is asked about here.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html
"""

_TAGS = "aws:resourcetag/"
_PRINCIPAL_TAGS = "aws:principaltag/"
_REQUEST_TAGS = ("aws:requesttag/", "aws:tagkeys")


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
    if name in _OF_ANY_REQUEST or name.startswith(_TAGS):
        return ANYTHING
    if name.startswith(_REQUEST_TAGS):
        return None
    if request.principal.is_service:
        return _of_service_principal(name, request)
    return _of_identity(name, request)


def _of_service_principal(name: str, request: Request) -> ContextValue:
    if name == "aws:principalservicename":
        return request.principal.service
    if name in _NEVER_OF_A_SERVICE or name.startswith(_PRINCIPAL_TAGS):
        return None
    return _OF_A_SERVICE.get(name, ANYTHING)


def _of_identity(name: str, request: Request) -> ContextValue:
    principal = request.principal
    known = {
        "aws:principalisawsservice": "false",
        "aws:principalarn": principal.arn or ANYTHING,
        "aws:principalaccount": principal.account or ANYTHING,
    }
    if name in _ONLY_OF_A_SERVICE:
        return None
    return known.get(name, ANYTHING)


def _of_service(name: str, request: Request) -> ContextValue:
    """Return the value of a key that a service defines: only its own requests have it."""
    if name in _NEVER_OF_A_SERVICE and request.principal.is_service:
        return None
    action = request.action.lower()
    service = action.partition(":")[0]
    if _OF_ONE_ACTION.get(name, action) != action:
        return None
    return ANYTHING if name.partition(":")[0] == service else None


def _account_of(arn: str) -> ContextValue:
    parts = arn_parts(arn)
    account = parts[_ACCOUNT_PART] if len(parts) > _ACCOUNT_PART else ""
    return account or ANYTHING
