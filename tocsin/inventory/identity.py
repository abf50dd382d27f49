"""What tells the value of an identifier apart, whichever template writes it, and however."""

from collections.abc import Iterator

from tocsin.assembly import Reference, Stack
from tocsin.inventory.identifier import KnownIdentifier, TemplateIdentifier

Identity = tuple[object, str]
"""A text, and whose it is where it has a meaning only there: a resource, or a stack."""

_OPEN = "${"


def identity_of(value: str, stack: Stack) -> Identity:
    """Return the identity of a value that stands in a template of *stack*.

    A reference means the same in every stack, whatever it came through; a text that is open means
    something only in its own.
    """
    if _OPEN not in value:
        return (None, str(value))
    if isinstance(value, Reference):
        return (value.resource, str(value))
    return (stack, value)


def identities_of(identifier: TemplateIdentifier) -> frozenset[Identity]:
    """Return how others may name what has an identifier."""
    return frozenset(_identities(identifier))


def _identities(identifier: TemplateIdentifier) -> Iterator[Identity]:
    if isinstance(identifier, KnownIdentifier):
        yield (None, identifier.text)
        return
    given_by = identifier.given_by
    if _OPEN in identifier.value:
        yield (given_by.declared, identifier.value)
        yield (given_by.stack, identifier.value)
    else:
        yield (None, identifier.value)
    if identifier.path is not None:
        yield (None, f"{{{{resolve:ssm:{identifier.path}}}}}")
