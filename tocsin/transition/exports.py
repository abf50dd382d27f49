"""What a stack exports and imports, by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tocsin.assembly import references
from tocsin.transition.references import means_the_same_everywhere

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tocsin.assembly import Stack


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A value that other stacks of the account and Region can import.

    Attributes:
        name: Its name.
        output: The logical id of the output.
        value: What it gives.
        is_known: Whether the template decides the value.
        refers_to: The logical ids that the value is made of.
    """

    name: str
    output: str
    value: object
    is_known: bool
    refers_to: frozenset[str]


def exports_of(stack: Stack) -> Iterator[Export]:
    """Give what a stack exports under names that its template decides."""
    outputs = stack.template.get("Outputs")
    for output, name in stack.exports.items():
        if means_the_same_everywhere(name) and isinstance(outputs, dict):
            value = stack.outputs[output]
            mentioned = references(outputs[output].get("Value"))
            yield Export(
                name=name,
                output=output,
                value=value.value,
                is_known=not value.unresolved,
                refers_to=frozenset(each.logical_id for each in mentioned),
            )


def imported_names(stack: Stack) -> frozenset[str]:
    """Give the names that a stack imports, as far as its template decides them."""
    return frozenset(filter(means_the_same_everywhere, _imports(stack)))


def has_open_imports(stack: Stack) -> bool:
    """Say whether a stack imports under a name that its template leaves open."""
    return not all(map(means_the_same_everywhere, _imports(stack)))


def _imports(stack: Stack) -> list[str]:
    return [str(each.value) for each in stack.imports]
