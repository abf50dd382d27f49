"""Which construct made a resource, where its template does not say it."""

import json
from pathlib import Path
from typing import Any

import pytest

from tocsin.assembly import load

TOPIC = {"Type": "AWS::SNS::Topic", "Properties": {}}
NESTED = {
    "Type": "AWS::CloudFormation::Stack",
    "Properties": {"TemplateURL": "Inner.nested.template.json"},
}
METADATA = {
    "/Shop": [{"type": "aws:cdk:templateFile", "data": "Shop.template.json"}],
    "/Shop/Pager/Resource": [{"type": "aws:cdk:logicalId", "data": "Pager"}],
    "/Shop/Inner": [{"type": "aws:cdk:templateFile", "data": "Inner.nested.template.json"}],
    "/Shop/Inner/Pager/Resource": [{"type": "aws:cdk:logicalId", "data": "Pager"}],
}


def constructs(folder: Path, **artifact: object) -> list[str]:
    """Return the constructs of two topics, of which one is in a nested stack."""
    resources = {"Pager": TOPIC, "Inner": NESTED}
    (folder / "Shop.template.json").write_text(json.dumps({"Resources": resources}))
    (folder / "Inner.nested.template.json").write_text(json.dumps({"Resources": {"Pager": TOPIC}}))
    stack = {
        "type": "aws:cloudformation:stack",
        "environment": "aws://111122223333/eu-west-1",
        "properties": {"templateFile": "Shop.template.json"},
        **artifact,
    }
    manifest = {"version": "55.0.0", "artifacts": {"Shop": stack}}
    (folder / "manifest.json").write_text(json.dumps(manifest))
    return [each.construct_path for each in load(folder).resources("AWS::SNS::Topic")]


def test_a_file_of_metadata_has_them(tmp_path: Path) -> None:
    """As newer versions of the CDK write it; a nested stack is told from its parent."""
    (tmp_path / "Shop.metadata.json").write_text(json.dumps(METADATA))

    found = constructs(tmp_path, additionalMetadataFile="Shop.metadata.json")

    assert found == ["Shop/Pager/Resource", "Shop/Inner/Pager/Resource"]


def test_a_manifest_has_them(tmp_path: Path) -> None:
    """As older versions write it."""
    assert constructs(tmp_path, metadata=METADATA) == [
        "Shop/Pager/Resource",
        "Shop/Inner/Pager/Resource",
    ]


def test_a_template_goes_before(tmp_path: Path) -> None:
    """Whoever moves templates out of their assembly keeps the paths."""
    path = tmp_path / "shop.json"
    topic = {**TOPIC, "Metadata": {"aws:cdk:path": "Shop/Other/Resource"}}
    path.write_text(json.dumps({"Resources": {"Pager": topic}}))

    assert [each.construct_path for each in load(path).resources()] == ["Shop/Other/Resource"]


@pytest.mark.parametrize(
    "artifact",
    [
        {},
        {"additionalMetadataFile": "missing.json"},
        {"additionalMetadataFile": "../Shop.metadata.json"},
        {"additionalMetadataFile": 5},
        {"metadata": {"/Shop/Pager": [5, {"type": "aws:cdk:logicalId", "data": 5}], "/Shop": 5}},
    ],
    ids=["nothing", "missing", "outside", "number", "odd"],
)
def test_without_metadata_nothing_is_known(artifact: dict[str, Any], tmp_path: Path) -> None:
    """What hinders reading them hinders nothing else."""
    (tmp_path.parent / "Shop.metadata.json").write_text(json.dumps(METADATA))

    assert constructs(tmp_path, **artifact) == ["", ""]
