"""State machines of AWS Step Functions."""

from __future__ import annotations

import json
import re
from functools import cached_property
from typing import TYPE_CHECKING

from tocsin.assembly.resources.typed_resource import TypedResource, as_object

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tocsin.assembly.resources.typed_resource import Link

_SUBSTITUTED = re.compile(r"\$\{(\w+)\}")


class StateMachine(TypedResource):
    """A state machine, with its definition wherever a template has it.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-stepfunctions-statemachine.html
    """

    @property
    def arn(self) -> str:
        """Its ARN, or the text that stands for it."""
        return self.resource.arn or self.resource.reference

    @property
    def role(self) -> Link | None:
        """What it acts as."""
        return self.link("RoleArn")

    @property
    def is_express(self) -> bool:
        """Whether it runs for five minutes at most, and cannot wait for an answer."""
        return self.text("StateMachineType") == "EXPRESS"

    @cached_property
    def definition(self) -> Mapping[str, object]:
        """In Amazon States Language, with its substitutions; empty if no template has it."""
        written = self.properties.get(self.definition_key)
        text = json.dumps(written, default=str) if isinstance(written, dict) else str(written)
        return as_object(_SUBSTITUTED.sub(self._substituted, text))

    @property
    def definition_key(self) -> str:
        """The property that has the definition."""
        return "Definition" if "Definition" in self.properties else "DefinitionString"

    @property
    def states(self) -> Mapping[str, Mapping[str, object]]:
        """Its states by name."""
        written = self.definition.get("States")
        listed = written.items() if isinstance(written, dict) else ()
        return {str(name): state for name, state in listed if isinstance(state, dict)}

    def _substituted(self, found: re.Match[str]) -> str:
        """Return what stands for `${Name}` within a text of JSON."""
        value = self.mapping("DefinitionSubstitutions").get(found[1])
        if value is None:
            return found[0]
        # A text stands between quotes already, and a number or an object is written as it is.
        return json.dumps(value)[1:-1] if isinstance(value, str) else json.dumps(value)
