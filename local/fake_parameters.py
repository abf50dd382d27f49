"""The parameters that a stage reads when it is deployed, and no application to put them.

The system that is watched exists elsewhere: its names reach a template from parameters of Systems
Manager. Here the parameters have fake values.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from local.declared_stacks import declared_stacks
from local.endpoint import Endpoint

# https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-ssm.html
_SSM_REFERENCE = re.compile(r"\{\{resolve:ssm:([A-Za-z0-9_.\-/]+)(?::\d+)?\}\}")

# https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/systems-manager-parameter-types.html
_SSM_TYPE = "AWS::SSM::Parameter::Value<"

# Made by `cdk bootstrap`; the command line decides by it whether it has to do that again.
_BOOTSTRAP = "/cdk-bootstrap/"

# The shape that an identifier must have for its dimension to look like AWS's own.
_SHAPES = {
    "load": "app/{name}/50dc6c495c0c9188",
    "alb": "app/{name}/50dc6c495c0c9188",
    "target": "targetgroup/{name}/73e2d6bc24d8a067",
    "tg": "targetgroup/{name}/73e2d6bc24d8a067",
    "distribution": "E2EXAMPLE1LOCAL",
    "cdn": "E2EXAMPLE1LOCAL",
    "cloudfront": "E2EXAMPLE1LOCAL",
}


def referenced_parameters(assembly: Path) -> set[str]:
    """Names of the SSM parameters that the assembly's templates read or refer to."""
    names: set[str] = set()
    for template in assembly.rglob("*.template.json"):
        text = template.read_text(encoding="utf-8")
        names.update(_SSM_REFERENCE.findall(text), _defaults(json.loads(text)))
    return {name for name in names if not name.startswith(_BOOTSTRAP)}


def _defaults(template: Mapping[str, Any]) -> Iterator[str]:
    """Yield what the template's own parameters read, unless somebody gives another name."""
    for declared in template.get("Parameters", {}).values():
        if str(declared.get("Type")).startswith(_SSM_TYPE) and "Default" in declared:
            yield declared["Default"]


def fake_value(name: str) -> str:
    """A value of the shape that a parameter's name suggests."""
    words = re.split(r"[^a-z0-9]+", name.lower())
    short = "-".join(word for word in words if word) or "local"
    shape = next((_SHAPES[word] for word in words if word in _SHAPES), "{name}")
    return shape.format(name=short)


def put_parameters(
    endpoint: Endpoint, assembly: Path, values: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Put every parameter that the templates refer to, in every region of the stacks.

    Args:
        endpoint: The emulator.
        assembly: Folder of the synthesized templates.
        values: Values by name; a parameter without one gets `fake_value`.

    Returns:
        What was put, by name.
    """
    chosen = {name: fake_value(name) for name in sorted(referenced_parameters(assembly))}
    chosen.update(values or {})
    for region in sorted({stack.region for stack in declared_stacks(assembly)}):
        ssm = endpoint.client("ssm", region)
        for name, value in chosen.items():
            ssm.put_parameter(Name=name, Value=value, Type="String", Overwrite=True)
    return chosen
