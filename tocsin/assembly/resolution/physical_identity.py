"""The physical identity of a resource, as far as its template decides it, and references to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from tocsin.assembly.resolution.identity_patterns import IDENTITY_PATTERNS, IdentityPattern
from tocsin.assembly.resolution.resolved_value import ResolvedValue, Unresolved
from tocsin.assembly.resolution.serverless import SERVERLESS_PATTERNS
from tocsin.assembly.values import as_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tocsin.assembly.environment import Environment


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DeclaredResource:
    """A resource of one stack as its template declares it. Each is equal to itself alone.

    Attributes:
        logical_id: Its key in the template.
        raw: What stands there.
    """

    logical_id: str
    raw: Mapping[str, object]

    @property
    def type(self) -> str:
        """Such as `AWS::SNS::Topic`."""
        return str(self.raw["Type"])

    @property
    def condition(self) -> str | None:
        """Name of the condition that decides whether it exists."""
        name = self.raw.get("Condition")
        return name if isinstance(name, str) else None

    @property
    def properties(self) -> Mapping[str, object]:
        """Its properties as written."""
        properties = self.raw.get("Properties")
        return properties if isinstance(properties, dict) else {}


class Reference(str):
    """What `Ref` or `Fn::GetAtt` of a resource gives.

    It is the physical identity where the template decides it, else `${LogicalId}` or
    `${LogicalId.Attribute}`. It compares and prints as that text.

    Attributes:
        resource: The resource it refers to.
        shape: The identity with only the generated name left open, if its form is known:
            `arn:aws:sns:eu-west-1:111122223333:${Topic.TopicName}`.
    """

    __slots__ = ("resource", "shape")

    resource: DeclaredResource
    shape: str | None

    def __new__(cls, text: str, resource: DeclaredResource, shape: str | None = None) -> Self:
        """Make a reference that reads as `text`."""
        made = super().__new__(cls, text)
        made.resource = resource
        made.shape = shape
        return made


_PATTERNS = {**IDENTITY_PATTERNS, **SERVERLESS_PATTERNS}
_UNKNOWN_TYPE = IdentityPattern(name_property="")


def identifying_attributes(resource_type: str) -> tuple[str, ...] | None:
    """Name the attributes that tell resources of a type apart; None for a type not known here."""
    pattern = _PATTERNS.get(resource_type)
    if pattern is None:
        return None
    return tuple(attribute for attribute, text in pattern.attributes.items() if ":" in text)


@dataclass(frozen=True, slots=True, kw_only=True)
class PhysicalIdentities:
    """The names and ARNs of the resources of one stack.

    Attributes:
        stack_name: The stack's name; generated names begin with it.
        environment: The account and Region that ARNs contain.
        resolve: Resolves a value of the stack.
    """

    stack_name: str
    environment: Environment
    resolve: Callable[[object], ResolvedValue]

    def reference_to(self, resource: DeclaredResource) -> ResolvedValue:
        """Give what `Ref` of a resource gives."""
        pattern = _pattern(resource)
        return self._identify(resource, pattern, pattern.ref, f"${{{resource.logical_id}}}")

    def attribute_of(self, resource: DeclaredResource, attribute: str) -> ResolvedValue:
        """Give what `Fn::GetAtt` of a resource gives."""
        pattern = _pattern(resource)
        symbol = f"${{{resource.logical_id}.{attribute}}}"
        text = pattern.attributes.get(attribute)
        if text is None:
            return ResolvedValue(Reference(symbol, resource))
        return self._identify(resource, pattern, text, symbol)

    def name_of(self, resource: DeclaredResource) -> ResolvedValue:
        """Give the name a template chooses, or its stand-in; None if CloudFormation chooses one."""
        pattern = _pattern(resource)
        if pattern.name_property in resource.properties:
            chosen = self.resolve(resource.properties[pattern.name_property])
            name = as_text(chosen.value)
            if name:
                return ResolvedValue(name, chosen.unresolved)
        if pattern.stand_in:
            return ResolvedValue(f"{self.stack_name}-{resource.logical_id}")
        return ResolvedValue(None)

    def _identify(
        self, resource: DeclaredResource, pattern: IdentityPattern, text: str, symbol: str
    ) -> ResolvedValue:
        name = self.name_of(resource)
        if isinstance(name.value, str):
            identity = self._fill(resource, text, name.value)
            return ResolvedValue(Reference(identity, resource, identity), _without_paths(name))
        shape = None
        if pattern.ref != "{name}" or pattern.attributes:
            shape = self._fill(resource, text, _generated_name(resource, pattern))
        return ResolvedValue(Reference(symbol, resource, shape))

    def _fill(self, resource: DeclaredResource, text: str, name: str) -> str:
        path = self.resolve(resource.properties.get("Path")).value if "{path}" in text else None
        return text.format(
            name=name,
            path=as_text(path) or "/",
            account=self.environment.account_text,
            region=self.environment.region_text,
            partition=self.environment.partition,
            suffix=self.environment.url_suffix,
        )


def _pattern(resource: DeclaredResource) -> IdentityPattern:
    return _PATTERNS.get(resource.type, _UNKNOWN_TYPE)


def _generated_name(resource: DeclaredResource, pattern: IdentityPattern) -> str:
    attribute = f".{pattern.name_attribute}" if pattern.name_attribute else ""
    return f"${{{resource.logical_id}{attribute}}}"


def _without_paths(resolved: ResolvedValue) -> tuple[Unresolved, ...]:
    """Keep what a name lacks; where in the naming resource it is does not matter to others."""
    return tuple(replace(note, key_path=()) for note in resolved.unresolved)
