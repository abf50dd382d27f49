"""What the names of a stack mean: parameters, conditions, resources, nested stacks, outputs."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from tocsin.assembly.resolution.intrinsics import FUNCTIONS, evaluate_condition
from tocsin.assembly.resolution.memory import ResolutionMemory
from tocsin.assembly.resolution.parameters import (
    PSEUDO_PARAMETERS,
    parameter_value,
    pseudo_parameter,
)
from tocsin.assembly.resolution.physical_identity import DeclaredResource, PhysicalIdentities
from tocsin.assembly.resolution.resolved_value import ResolvedValue, Unresolved
from tocsin.assembly.resolution.serverless import SAM, is_made_by_sam, owner_of
from tocsin.assembly.resolution.value_resolver import ValueResolver, is_plain
from tocsin.assembly.template import LANGUAGE_EXTENSIONS
from tocsin.diagnostics import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tocsin.assembly.environment import Environment
    from tocsin.assembly.resolution.memory import Exports
    from tocsin.assembly.resolution.parameters import ParameterValues
    from tocsin.assembly.template import Template

# Of these it is known what they make; of others, anything may be.
_KNOWN_TRANSFORMS = (LANGUAGE_EXTENSIONS, SAM)


class StackResolver:
    """Resolves the names of one stack; each is resolved once, when it is first asked for.

    Attributes:
        stack_name: What `AWS::StackName` gives.
        environment: Account and Region.
        template: The template as written.
        parameter_values: Values given to parameters.
        memory: What is shared with the other stacks.
        nested: Resolvers of nested stacks by logical id.
        is_nested: Whether another stack gives its parameters their values.
    """

    def __init__(
        self,
        *,
        stack_name: str,
        environment: Environment,
        template: Template,
        parameter_values: ParameterValues,
        memory: ResolutionMemory,
        exports: Exports,
        is_nested: bool = False,
    ) -> None:
        self.stack_name = stack_name
        self.environment = environment
        self.template = template
        self.parameter_values = parameter_values
        self.memory = memory
        self.nested: dict[str, StackResolver] = {}
        self.is_nested = is_nested
        self._exports = exports
        self._identities = PhysicalIdentities(
            stack_name=stack_name, environment=environment, resolve=self.resolve
        )

    @cached_property
    def resources(self) -> Mapping[str, DeclaredResource]:
        """The resources that are deployed: those whose condition is not false."""
        return {
            logical_id: resource
            for logical_id, resource in self.declared.items()
            if self.holds(resource.condition) is not False
        }

    @cached_property
    def declared(self) -> Mapping[str, DeclaredResource]:
        """The resources that the template has, deployed or not."""
        return {
            logical_id: DeclaredResource(logical_id=logical_id, raw=raw)
            for logical_id, raw in self.template.resources.items()
        }

    @property
    def left_out(self) -> Mapping[str, DeclaredResource]:
        """The resources that are not deployed, because their condition is false."""
        return {
            logical_id: resource
            for logical_id, resource in self.declared.items()
            if logical_id not in self.resources
        }

    @property
    def mappings(self) -> Mapping[str, Mapping[str, object]]:
        """The look-up tables of the template by name."""
        return self.template.mappings

    def resolve(self, value: object) -> ResolvedValue:
        """Resolve a value of this stack."""
        if is_plain(value):
            return ResolvedValue(value)
        return self.memory.settled(lambda: ValueResolver(self, FUNCTIONS).resolve_all(value))

    def reference(self, name: str) -> ResolvedValue:
        """Give what `Ref` gives."""
        key = (id(self), "Ref", name)
        return self.memory.once(key, f"${{{name}}}", lambda: self._reference(name))

    def _reference(self, name: str) -> ResolvedValue:
        if name in PSEUDO_PARAMETERS:
            return pseudo_parameter(name, self.stack_name, self.environment)
        if name in self.template.parameters:
            return parameter_value(name, self.template.parameters[name], self.parameter_values)
        if name in self.resources:
            return self._identities.reference_to(self.resources[name])
        owner = owner_of(name, self.template.resources) if self._has_sam else None
        if owner is not None and owner in self.resources:
            part = name.removeprefix(f"{owner}.")
            return self._identities.attribute_of(self.resources[owner], part)
        return self._unknown(f"${{{name}}}", name, "parameter or resource")

    def attribute(self, logical_id: str, attribute: str) -> ResolvedValue:
        """Give what `Fn::GetAtt` gives."""
        symbol = f"${{{logical_id}.{attribute}}}"
        key = (id(self), "GetAtt", logical_id, attribute)
        return self.memory.once(key, symbol, lambda: self._attribute(logical_id, attribute))

    def _attribute(self, logical_id: str, attribute: str) -> ResolvedValue:
        resource = self.resources.get(logical_id)
        owner = owner_of(logical_id, self.template.resources) if self._has_sam else None
        if owner is not None and owner in self.resources:
            part = logical_id.removeprefix(f"{owner}.")
            return self._identities.attribute_of(self.resources[owner], f"{part}.{attribute}")
        if resource is None:
            return self._unknown(f"${{{logical_id}.{attribute}}}", logical_id, "resource")
        nested = self.nested.get(logical_id)
        if nested is not None and attribute.startswith("Outputs."):
            return nested.output(attribute.removeprefix("Outputs."))
        return self._identities.attribute_of(resource, attribute)

    def physical_name(self, resource: DeclaredResource) -> ResolvedValue:
        """Give a resource's name, or the text that stands for it; None if AWS chooses it."""
        return self._identities.name_of(resource)

    def holds(self, condition: object) -> bool | None:
        """Say whether a named condition is true, false or (None) undecided; no name is true."""
        if not isinstance(condition, str):
            return True
        value = self.condition(condition).value
        return value if isinstance(value, bool) else None

    def would_hold(self, condition: str, given: Mapping[str, str]) -> bool:
        """Say whether a condition would be true with other values of parameters.

        Args:
            condition: Its name.
            given: Values by the name of a parameter, of `AWS::AccountId` or of `AWS::Region`.
        """
        changed = StackResolver(
            stack_name=self.stack_name,
            environment=replace(
                self.environment,
                account=given.get("AWS::AccountId", self.environment.account),
                region=given.get("AWS::Region", self.environment.region),
            ),
            template=self.template,
            parameter_values={
                **self.parameter_values,
                **{name: ResolvedValue(value) for name, value in given.items()},
            },
            memory=ResolutionMemory(),
            exports=self._exports,
        )
        return changed.holds(condition) is True

    def condition(self, name: str) -> ResolvedValue:
        """Give a condition's value: True, False, or None if it cannot be decided."""
        symbol = f"${{Condition {name}}}"
        key = (id(self), "condition", name)
        return self.memory.once(key, symbol, lambda: self._condition(name, symbol))

    def _condition(self, name: str, symbol: str) -> ResolvedValue:
        resolver = ValueResolver(self, FUNCTIONS)
        if name not in self.template.conditions:
            why = f"there is no condition {name}"
            resolver.give_up(symbol, (), "missing", why, "define it or correct the name")
            return ResolvedValue(None, tuple(resolver.unresolved))
        value = evaluate_condition(resolver, self.template.conditions[name], ())
        # Conditions name others again and again: without this, notes would double at each level.
        return ResolvedValue(value, tuple(dict.fromkeys(resolver.unresolved)))

    def output(self, logical_id: str) -> ResolvedValue:
        """Give an output's value."""
        symbol = f"${{Outputs.{logical_id}}}"
        key = (id(self), "output", logical_id)
        return self.memory.once(key, symbol, lambda: self._output(logical_id, symbol))

    def _output(self, logical_id: str, symbol: str) -> ResolvedValue:
        output = self.template.outputs.get(logical_id)
        if output is None or self.holds(output.get("Condition")) is False:
            return self._unknown(symbol, logical_id, f"output of {self.stack_name}")
        return self.resolve(output.get("Value"))

    def export_names(self) -> Iterator[tuple[str, str]]:
        """List the exported outputs: logical id and export name."""
        for logical_id, output in self.template.outputs.items():
            export = output.get("Export")
            if isinstance(export, dict) and self.holds(output.get("Condition")) is not False:
                name = self.resolve(export.get("Name")).value
                if isinstance(name, str):
                    yield logical_id, name

    def imported(self, export_name: str) -> ResolvedValue | None:
        """Give what another stack exports under a name; None if no stack does."""
        return self._exports.find(export_name, self.environment)

    @property
    def _has_sam(self) -> bool:
        return SAM in self.template.transforms

    def _unknown(self, symbol: str, name: str, what: str) -> ResolvedValue:
        declared = name in self.template.resources
        if not declared and (maker := self._maker_of(name)):
            why = f"{maker} makes {name} on deployment"
            fix = "nothing; only a deployment knows it"
            note = Unresolved(value=symbol, kind="transform", why=why, fix=fix)
            return ResolvedValue(symbol, (note,))
        note = Unresolved(
            value=symbol,
            kind="missing",
            why=f"the condition of {name} is false" if declared else f"there is no {what} {name}",
            fix="guard it with the same condition" if declared else "correct the name or add it",
        )
        return ResolvedValue(symbol, (note,))

    def _maker_of(self, name: str) -> str | None:
        """Name the transform that makes, or may make, what the template does not declare."""
        if self._has_sam and is_made_by_sam(name, self.template.resources):
            return SAM
        others = [each for each in self.template.transforms if each not in _KNOWN_TRANSFORMS]
        return None if not others else f"perhaps the transform {quoted(others[0])}"
