"""What a template knows of an identifier: its value, or what gives it when it is deployed."""

from dataclasses import dataclass

from tocsin.assembly import Resource


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownIdentifier:
    """An identifier that the template decides.

    Attributes:
        text: The identifier.
        given_by: The resource that has it.
    """

    text: str
    given_by: Resource | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredIdentifier:
    """An identifier that only a deployment knows, so that a parameter of Systems Manager has it.

    Attributes:
        expression: What gives it in a template, as `!GetAtt FrontDoor.LoadBalancerFullName`.
        given_by: The resource in whose stack the expression stands.
        value: The text that stands for it in that stack.
        path: The parameter, if one of the templates makes it.
        exports: The names of exports that have the same value.
    """

    expression: str
    given_by: Resource
    value: str
    path: str | None = None
    exports: tuple[str, ...] = ()


TemplateIdentifier = KnownIdentifier | StoredIdentifier
