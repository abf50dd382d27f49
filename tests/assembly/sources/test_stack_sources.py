import json
from pathlib import Path

import pytest

from tests.support.assembly import topic
from tocsin.assembly import load
from tocsin.diagnostics import InvalidInputError

ARTIFACT = "aws:cloudformation:stack"


def write_manifest(folder: Path, **artifacts: object) -> None:
    """Write the manifest of an assembly."""
    folder.mkdir(exist_ok=True)
    manifest = {"version": "55.0.0", "artifacts": artifacts}
    (folder / "manifest.json").write_text(json.dumps(manifest))


def stack(
    file: str, environment: str = "aws://unknown-account/unknown-region", **more: object
) -> object:
    """Write a stack's artifact."""
    properties = {"templateFile": file, **more}
    return {"type": ARTIFACT, "environment": environment, "properties": properties}


def test_environments_names_parameters_and_tags(tmp_path: Path) -> None:
    """A stack's own environment wins; one that leaves it open gets what was given."""
    template = {
        "Parameters": {"Name": {"Type": "String", "Default": "a"}},
        "Resources": {"T": topic({"Ref": "Name"})},
    }
    (tmp_path / "t.json").write_text(json.dumps(template))
    (tmp_path / "empty.json").write_text('{"Rules": {}}')
    write_manifest(
        tmp_path,
        Fixed=stack("t.json", "aws://999988887777/us-gov-west-1", tags={"team": "x"}),
        Open=stack("t.json", stackName="shop", parameters={"Name": "b"}),
        Empty=stack("empty.json"),
        Tree={"type": "cdk:tree", "properties": {"file": "tree.json"}},
    )

    assembly = load(tmp_path, account="111122223333", region="eu-west-1")

    assert [found.name for found in assembly.stacks] == ["Fixed", "shop", "Empty"]
    assert [found.arn for found in assembly.topics] == [
        "arn:aws-us-gov:sns:us-gov-west-1:999988887777:a",
        "arn:aws:sns:eu-west-1:111122223333:b",
    ]
    assert [found.tags for found in assembly.topics] == [{"team": "x"}, {}]


def test_an_open_environment_stays_open(tmp_path: Path) -> None:
    """Without account and Region, identities keep the pseudo parameters in their place."""
    (tmp_path / "t.json").write_text(json.dumps({"Resources": {"T": topic("a")}}))
    write_manifest(tmp_path, Open=stack("t.json"))

    (found,) = load(tmp_path / "manifest.json").topics

    assert found.arn == "arn:aws:sns:${AWS::Region}:${AWS::AccountId}:a"


def test_a_circle_of_assemblies_ends(tmp_path: Path) -> None:
    """An assembly that nests itself is read once."""
    (tmp_path / "t.json").write_text(json.dumps({"Resources": {"T": topic()}}))
    nested = {"type": "cdk:cloud-assembly", "properties": {"directoryName": "."}}
    write_manifest(tmp_path, A=stack("t.json"), Again=nested)

    assert len(load(tmp_path).stacks) == 1


def test_everything_broken_is_named_at_once(tmp_path: Path) -> None:
    """Templates that are missing, broken or elsewhere are all reported, and nothing is read."""
    (tmp_path / "cut.json").write_text('{"Resources": {')
    nested = {"type": "cdk:cloud-assembly", "properties": {"directoryName": "gone"}}
    write_manifest(
        tmp_path,
        Gone=stack("gone.json"),
        Cut=stack("cut.json"),
        Outside=stack("../x.json"),
        Nameless={"type": ARTIFACT},
        Odd=5,
        Nested=nested,
    )

    with pytest.raises(InvalidInputError) as caught:
        load(tmp_path)

    expected = [
        "no such file",
        "ends too early",
        "outside",
        "nothing as its",
        "not an object",
        "no such",
    ]
    found = [problem.what for problem in caught.value.problems]
    assert len(found) == len(expected)
    assert all(part in what for part, what in zip(expected, found, strict=True))
