"""Writes cloud assemblies of hand-written templates for tests, and reads them."""

import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tocsin.assembly import Assembly, load

Json = dict[str, Any]

ACCOUNT = "111122223333"


@dataclass(frozen=True, kw_only=True)
class StackDraft:
    """A stack as a test needs it."""

    resources: Mapping[str, Any] = field(default_factory=dict)
    outputs: Mapping[str, Any] = field(default_factory=dict)
    parameters: Mapping[str, Any] = field(default_factory=dict)
    conditions: Mapping[str, Any] = field(default_factory=dict)
    depends_on: tuple[str, ...] = ()
    region: str = "eu-west-1"
    is_protected: bool = False

    @property
    def template(self) -> Json:
        """Its template, without sections that are empty."""
        sections = {
            "Parameters": self.parameters,
            "Conditions": self.conditions,
            "Resources": self.resources,
            "Outputs": self.outputs,
        }
        return {name: members for name, members in sections.items() if members}


def cloud_assembly(**stacks: StackDraft | Mapping[str, Any]) -> Assembly:
    """Return an assembly of stacks by name; a mapping is a stack of these resources alone."""
    with tempfile.TemporaryDirectory() as folder:
        artifacts = {
            name: _artifact(name, _draft(stack), Path(folder)) for name, stack in stacks.items()
        }
        manifest = {"version": "55.0.0", "artifacts": artifacts}
        (Path(folder) / "manifest.json").write_text(json.dumps(manifest))
        return load(Path(folder))


def export(name: object, value: object) -> Json:
    """Write an output that is exported."""
    return {"Value": value, "Export": {"Name": name}}


def imported(name: object) -> Json:
    """Write the import of a value."""
    return {"Fn::ImportValue": name}


def _draft(stack: StackDraft | Mapping[str, Any]) -> StackDraft:
    return stack if isinstance(stack, StackDraft) else StackDraft(resources=stack)


def _artifact(name: str, stack: StackDraft, folder: Path) -> Json:
    file = f"{name}.template.json"
    (folder / file).write_text(json.dumps(stack.template))
    return {
        "type": "aws:cloudformation:stack",
        "environment": f"aws://{ACCOUNT}/{stack.region}",
        "properties": {"templateFile": file, "terminationProtection": stack.is_protected},
        "dependencies": [f"{name}.assets", *stack.depends_on],
    }
