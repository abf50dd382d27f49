"""Where the stacks of an input come from, before any of them is resolved."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tocsin.assembly.environment import Environment
from tocsin.assembly.template import Template


@dataclass(frozen=True, slots=True, kw_only=True)
class StackSource:
    """A stack to read.

    Attributes:
        name: The stack's name.
        id: What tells it apart in its assembly, where two stacks may have one name.
        template: Its template.
        environment: As far as the input says.
        parameters: Values the input gives to parameters.
        tags: Tags of the stack.
        depends_on: The ids of what is deployed before it, assets too; None if no manifest says so.
        is_protected: Whether its termination protection is on.
        root: The folder that nested templates may be in.
    """

    name: str
    id: str
    template: Template
    environment: Environment
    root: Path
    parameters: Mapping[str, object] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)
    depends_on: tuple[str, ...] | None = None
    is_protected: bool = False
