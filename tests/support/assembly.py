"""Writes templates for tests and reads them back as assemblies."""

import json
from collections.abc import Mapping
from pathlib import Path

from tocsin.assembly import Assembly, load
from tocsin.assembly.resolution import ResolvedValue

ACCOUNT = "111122223333"
REGION = "eu-west-1"


def load_template(
    folder: Path, template: object, *, parameters: dict[str, str] | None = None
) -> Assembly:
    """Write a template as `shop.json` and load it for one account and Region."""
    path = folder / "shop.json"
    path.write_text(json.dumps(template))
    return load(path, parameters=parameters, account=ACCOUNT, region=REGION)


def resolve(
    folder: Path,
    value: object,
    *,
    parameters: dict[str, str] | None = None,
    **sections: Mapping[str, object],
) -> ResolvedValue:
    """Resolve a value as the property `Value` of a resource, among other sections."""
    resources = {
        **sections.pop("Resources", {}),
        "Probe": {"Type": "Custom::Probe", "Properties": {"Value": value}},
    }
    template = {"Resources": resources, **sections}
    assembly = load_template(folder, template, parameters=parameters)
    probe = assembly.index.of_stack(assembly.stacks[0])["Probe"]
    return ResolvedValue(probe.properties.get("Value"), probe.unresolved)


def topic(name: object = None) -> dict[str, object]:
    """Write a topic, named if a name is given."""
    properties = {} if name is None else {"TopicName": name}
    return {"Type": "AWS::SNS::Topic", "Properties": properties}


def alarm(**properties: object) -> dict[str, object]:
    """Write an alarm; a property that is None is left out."""
    kept = {key: value for key, value in properties.items() if value is not None}
    return {"Type": "AWS::CloudWatch::Alarm", "Properties": kept}
