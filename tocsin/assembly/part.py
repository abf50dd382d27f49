"""A part of a resource's properties: what stands there, as far as its template decides it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tocsin.assembly.left_empty import is_left_empty
from tocsin.diagnostics import Problem

if TYPE_CHECKING:
    from tocsin.assembly.resource import Resource
    from tocsin.diagnostics import KeyPath, Location, ProblemSeverity


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A value of a template, and where it stands.

    Attributes:
        resource: The resource that it belongs to.
        path: Where it stands below the properties; empty for all of them.
        value: What stands there, resolved; None if nothing does.
    """

    resource: Resource
    path: KeyPath = ()
    value: object = None

    @classmethod
    def of(cls, resource: Resource, *path: str | int) -> Part:
        """Return what stands below some keys of a resource's properties."""
        return cls(resource=resource, value=resource.properties).at(*path)

    def at(self, *path: str | int) -> Part:
        """Return what stands below some keys."""
        value = self.value
        for key in path:
            value = _member(value, key)
        return Part(resource=self.resource, path=(*self.path, *path), value=value)

    @property
    def items(self) -> tuple[Part, ...]:
        """The items of a list, none of anything else."""
        listed = self.value if isinstance(self.value, list) else []
        return tuple(
            Part(resource=self.resource, path=(*self.path, index), value=value)
            for index, value in enumerate(listed)
        )

    @property
    def is_there(self) -> bool:
        """Whether anything stands there."""
        return self.value is not None

    @property
    def is_known(self) -> bool:
        """Whether the template decides all of it, also whether it is there at all.

        A name that AWS makes for a resource of the template is taken as known.
        """
        return not self.resource.unresolved or self.resource.why_unknown(self.path) is None

    @property
    def text(self) -> str | None:
        """The text that stands there; None if there is none, or if a part of it is open.

        One that is empty until a deployment gives it is open.
        """
        if not isinstance(self.value, str) or "${" in self.value or "{{resolve:" in self.value:
            return None
        if not self.value and is_left_empty(self.resource, self.path):
            return None
        return self.value if self.is_known else None

    @property
    def number(self) -> float | None:
        """The number that stands there, also written as a text; None if there is none."""
        value = self.value
        if isinstance(value, bool) or not isinstance(value, (int, float, str)):
            return None
        try:
            number = float(value)
        except (OverflowError, ValueError):
            return None
        return number if math.isfinite(number) else None

    @property
    def flag(self) -> bool | None:
        """Whether true or false stands there, also as a text; None if neither does."""
        if isinstance(self.value, str):
            return {"true": True, "false": False}.get(self.value.lower())
        return self.value if isinstance(self.value, bool) else None

    @property
    def where(self) -> Location:
        """Its place in the template, or that of what would hold it."""
        below = ("Properties", *self.path) if self.path else ()
        return self.resource.locate(*below)

    def problem(
        self, kind: str, what: str, fix: str, *, why: str = "", severity: ProblemSeverity = "error"
    ) -> Problem:
        """Return a problem of it; the arguments are its fields."""
        return Problem(kind=kind, where=self.where, what=what, fix=fix, why=why, severity=severity)


def _member(value: object, key: str | int) -> object:
    if isinstance(value, dict):
        return value.get(key)
    if isinstance(value, list) and isinstance(key, int) and key < len(value):
        return value[key]
    return None
