"""Policy variables: `${aws:PrincipalAccount}` in a policy stands for a value of the request.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
"""

import re

from tocsin.policies.access.context import context_value
from tocsin.policies.access.request import Request
from tocsin.policies.symbolic import as_literal

_VARIABLE = re.compile(r"\$\{([A-Za-z0-9-]+:(?!:)[^{},]*)(?:,\s*'([^'{}]*)')?\}")
"""A context key, perhaps with a default; `AWS::Region` is a pseudo parameter of CloudFormation."""

VERSION_WITH_VARIABLES = "2012-10-17"


class AbsentVariableError(Exception):
    """A variable has neither a value in the request nor a default: its statement is invalid."""


def with_values(text: str, request: Request) -> str:
    """Return a text of a policy with the values of a request in place of variables.

    A variable of which the value is not known stays, and is compared as a placeholder.

    Args:
        text: A text of the policy.
        request: The request.

    Raises:
        AbsentVariableError: If a variable has no value.
    """
    return _VARIABLE.sub(lambda found: _value(found, request), text) if "${" in text else text


def without_variables(text: str) -> str:
    """Return a text of a policy of 2008, in which variables are plain text."""
    return _VARIABLE.sub(lambda found: "${$}" + found.group()[1:], text)


def _value(found: re.Match[str], request: Request) -> str:
    key, default = found.groups()
    value = context_value(key.strip(), request)
    if value is None:
        if default is None:
            raise AbsentVariableError
        return as_literal(default)
    return as_literal(value) if isinstance(value, str) else found.group()
