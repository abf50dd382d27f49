"""Context keys: which requests have them, as far as AWS documents it.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
"""

from collections.abc import Mapping
from types import MappingProxyType

from tocsin.policies.access.request import ContextValue

OF_A_SERVICE: Mapping[str, ContextValue] = MappingProxyType(
    {
        "aws:principalisawsservice": "true",
        "aws:viaawsservice": "false",
        "aws:securetransport": "true",
    }
)
"""What each call has that a service makes by itself; services use TLS."""

NEVER_OF_A_SERVICE = (
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

ONLY_OF_A_SERVICE = (
    "aws:principalservicename",
    "aws:principalservicenameslist",
    "aws:sourceaccount",
    "aws:sourcearn",
    "aws:sourceorgid",
    "aws:sourceorgpaths",
    "aws:sourceowner",
)

OF_ANY_REQUEST = (
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

OF_ONE_ACTION = MappingProxyType(
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

TAGS = "aws:resourcetag/"
PRINCIPAL_TAGS = "aws:principaltag/"
REQUEST_TAGS = ("aws:requesttag/", "aws:tagkeys")
