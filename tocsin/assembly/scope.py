"""The names a stack knows: parameters, conditions, resources, nested stacks and outputs."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from tocsin.assembly.identity import attribute_of, reference_to
from tocsin.assembly.intrinsics import FUNCTIONS, evaluate
from tocsin.assembly.parameters import parameter_value
from tocsin.assembly.pseudo_parameters import PSEUDO_PARAMETERS, pseudo_parameter
from tocsin.assembly.resource import Resource
from tocsin.assembly.unresolved import Outcome, Unresolved
from tocsin.assembly.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tocsin.assembly.environment import Environment
    from tocsin.assembly.session import Session
    from tocsin.assembly.stack import Stack
    from tocsin.assembly.template import Template


class Scope:
    """Resolves the names of one stack; each is resolved once, when it is first asked for.

    Attributes:
        stack: The stack, once it is made.
        stack_name: What `AWS::StackName` gives.
        environment: Account and Region.
        template: The template as written.
        given: Values given to parameters.
        session: What is shared with the other stacks.
        children: Scopes of nested stacks by logical id.
    """

    stack: Stack

    def __init__(
        self,
        *,
        stack_name: str,
        environment: Environment,
        template: Template,
        given: Mapping[str, Outcome],
        session: Session,
    ) -> None:
        self.stack_name = stack_name
        self.environment = environment
        self.template = template
        self.given = given
        self.session = session
        self.children: dict[str, Scope] = {}

    @cached_property
    def resources(self) -> Mapping[str, Resource]:
        """The resources that are deployed: those whose condition is not false."""
        return {
            logical_id: Resource(logical_id=logical_id, raw=raw, scope=self)
            for logical_id, raw in self.template.resources.items()
            if self.holds(raw.get("Condition")) is not False
        }

    def walk(self) -> Walk:
        """Begin to resolve a value of this stack."""
        return Walk(self, FUNCTIONS)

    def resolve(self, value: object) -> Outcome:
        """Resolve a value of this stack."""
        return self.walk().outcome(value)

    def holds(self, condition: object) -> bool | None:
        """Say whether a named condition is true, false or (None) undecided; no name is true."""
        if not isinstance(condition, str):
            return True
        value = self.condition(condition).value
        return value if isinstance(value, bool) else None

    def condition(self, name: str) -> Outcome:
        """Give a condition's value: True, False, or None if it cannot be decided."""
        symbol = f"${{Condition {name}}}"
        return self.session.once(
            (id(self), "condition", name), symbol, lambda: self._evaluate(name)
        )

    def _evaluate(self, name: str) -> Outcome:
        walk = self.walk()
        if name not in self.template.conditions:
            why = f"there is no condition {name}"
            walk.give_up(
                f"${{Condition {name}}}", (), "missing", why, "define it or correct the name"
            )
            return Outcome(None, tuple(walk.unresolved))
        value = evaluate(walk, self.template.conditions[name], ("Conditions", name))
        return Outcome(value, tuple(walk.unresolved))

    def reference(self, name: str) -> Outcome:
        """Give what `Ref` gives."""
        key = (id(self), "Ref", name)
        return self.session.once(key, f"${{{name}}}", lambda: self._reference(name))

    def _reference(self, name: str) -> Outcome:
        if name in PSEUDO_PARAMETERS:
            return pseudo_parameter(name, self.stack_name, self.environment)
        if name in self.template.parameters:
            return parameter_value(name, self.template.parameters[name], self.given)
        if name in self.resources:
            return reference_to(self.resources[name])
        return self._unknown(f"${{{name}}}", name, "parameter or resource")

    def attribute(self, logical_id: str, attribute: str) -> Outcome:
        """Give what `Fn::GetAtt` gives."""
        symbol = f"${{{logical_id}.{attribute}}}"
        key = (id(self), "GetAtt", logical_id, attribute)
        return self.session.once(key, symbol, lambda: self._attribute(logical_id, attribute))

    def _attribute(self, logical_id: str, attribute: str) -> Outcome:
        resource = self.resources.get(logical_id)
        if resource is None:
            return self._unknown(f"${{{logical_id}.{attribute}}}", logical_id, "resource")
        child = self.children.get(logical_id)
        if child is not None and attribute.startswith("Outputs."):
            return child.output(attribute.removeprefix("Outputs."))
        return attribute_of(resource, attribute)

    def output(self, logical_id: str) -> Outcome:
        """Give an output's value."""
        symbol = f"${{Outputs.{logical_id}}}"
        key = (id(self), "output", logical_id)
        return self.session.once(key, symbol, lambda: self._output(logical_id, symbol))

    def _output(self, logical_id: str, symbol: str) -> Outcome:
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

    def _unknown(self, symbol: str, name: str, what: str) -> Outcome:
        declared = name in self.template.resources
        because = f"the condition of {name} is false" if declared else f"there is no {what} {name}"
        note = Unresolved(
            path="",
            value=symbol,
            kind="missing",
            why=because,
            fix="guard it with the same condition" if declared else "correct the name or add it",
        )
        return Outcome(symbol, (note,))
