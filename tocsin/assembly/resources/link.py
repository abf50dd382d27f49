"""A value that names a resource, and the resource if the assembly has it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tocsin.assembly.values import as_text

if TYPE_CHECKING:
    from tocsin.assembly.resource import Resource
    from tocsin.assembly.resource_index import ResourceIndex
    from tocsin.assembly.stack import Stack


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedAction:
    """What an alarm does, or where anything else points.

    Attributes:
        arn: The ARN (or name, or URL), or the text that stands for it.
        resource: The resource, if it is in the assembly.
    """

    arn: str
    resource: Resource | None


def link(value: object, stack: Stack, index: ResourceIndex) -> ResolvedAction:
    """Find what a resolved value points to."""
    text = as_text(value)
    arn = json.dumps(value, default=str) if text is None else text
    return ResolvedAction(arn=str(arn), resource=index.find(value, stack))


def links(values: object, stack: Stack, index: ResourceIndex) -> tuple[ResolvedAction, ...]:
    """Find what each of a list points to; a single value counts as a list of one."""
    if values is None or values == "":
        return ()
    listed = values if isinstance(values, list) else [values]
    return tuple(link(value, stack, index) for value in listed)
