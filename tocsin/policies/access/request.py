"""A request to a resource: who asks for what, and what else AWS knows about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from tocsin.policies.anything import Anything

ContextValue = str | tuple[str, ...] | Anything | None
"""A value of a context key; several of a multi-valued key; nothing known; or it is absent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Principal:
    """Who asks: a service of AWS, or a user or role.

    Attributes:
        service: The service principal, as `cloudwatch.amazonaws.com`; empty for a user or role.
        account: The account of the user or role; empty for a service.
        arn: The ARN of the user or role; empty for a service.
        own_policies_allow: Whether the user's or role's own policies allow the request; None if
            that is not known. It decides where a policy admits a whole account.
    """

    service: str = ""
    account: str = ""
    arn: str = ""
    own_policies_allow: bool | None = None

    @property
    def is_service(self) -> bool:
        """Whether it is a service of AWS."""
        return bool(self.service)

    def __str__(self) -> str:
        """Render as people name it."""
        return self.service or self.arn or f"account {self.account}"


@dataclass(frozen=True, kw_only=True)
class Request:
    """A request to a resource. Texts may hold `${Name}` for what only a deployment knows.

    Equal placeholders stand for equal values: bring those of different stacks apart beforehand.

    Attributes:
        principal: Who asks.
        action: What for, as `sns:Publish`.
        resource: The ARN of the resource.
        context: The values of its context keys, as `aws:SourceArn`. Those that follow from the
            principal, as `aws:PrincipalArn`, need not be given.
    """

    principal: Principal
    action: str
    resource: str
    context: Mapping[str, ContextValue]

    @cached_property
    def values(self) -> Mapping[str, ContextValue]:
        """The given values by their keys in lower case, since the case of keys does not matter."""
        return {key.lower(): value for key, value in self.context.items()}
