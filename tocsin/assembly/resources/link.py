"""A value that names a resource, and the resource if the assembly has it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tocsin.assembly.resource import Resource


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What an alarm does, or where anything else points.

    Attributes:
        arn: The ARN (or name, or URL), or the text that stands for it.
        resource: The resource, if it is in the assembly.
    """

    arn: str
    resource: Resource | None
