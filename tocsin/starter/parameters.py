"""The parameters of Systems Manager that the application has to make, as templates write them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from tocsin.diagnostics import printable_line
from tocsin.starter.draft import Draft, to_create

_NOT_IN_LOGICAL_IDS = re.compile(r"[^A-Za-z0-9]")


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterToCreate:
    """A parameter that has an identifier which only a deployment knows.

    Attributes:
        path: Its name in the stage.
        expression: Its value, in a template.
        stack: The stack that knows the value.
        region: The only Region that reads it, if that is not the stack's own.
        exports: The names of exports that have the same value.
    """

    path: str
    expression: str
    stack: str
    region: str | None
    exports: tuple[str, ...]


def parameters_of(draft: Draft) -> tuple[ParameterToCreate, ...]:
    """Return the parameters that the viewpoint of *draft* needs, in its order."""
    return tuple(
        ParameterToCreate(
            path=draft.parameter(service, name, identifier).replace("{stage}", draft.stage),
            expression=printable_line(stored.expression),
            stack=printable_line(stored.given_by.stack.name),
            region=None if found.type.region in {None, stack_region} else found.type.region,
            exports=tuple(map(printable_line, stored.exports)),
        )
        for service in draft.services
        for name, found in service.resources.items()
        for identifier, stored in to_create(found).items()
        for stack_region in [stored.given_by.stack.region]
    )


def parameters_text(parameters: Iterable[ParameterToCreate]) -> str:
    """Return what to add to the application's stacks: a document of YAML for each of them."""
    by_stack = groupby(sorted(parameters, key=_stack), key=_stack)
    return "---\n".join("\n".join((*_document(stack, some), "")) for stack, some in by_stack)


def _stack(parameter: ParameterToCreate) -> str:
    return parameter.stack


def _document(stack: str, parameters: Iterable[ParameterToCreate]) -> Iterator[str]:
    yield f"# Add to the stack {stack}, so that alarms find what only a deployment knows."
    yield "Resources:"
    for parameter in parameters:
        if parameter.region is not None:
            yield f"  # Make this one in {parameter.region}, where its alarms are."
        words = _NOT_IN_LOGICAL_IDS.split(parameter.path)
        yield f"  {''.join(word[:1].upper() + word[1:] for word in words)}Parameter:"
        yield "    Type: AWS::SSM::Parameter"
        yield "    Properties:"
        yield "      Type: String"
        yield f"      Name: {parameter.path}"
        yield f"      Value: {parameter.expression}"
