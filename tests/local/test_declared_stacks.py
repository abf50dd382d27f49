import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from local.declared_stacks import (
    DeclaredStack,
    declared_stacks,
    require_local_account,
    with_functions,
)
from local.failure import WrongInputError


def write_assembly(folder: Path, environments: Mapping[str, str], nested: str = "") -> Path:
    """An assembly with a stack for each name and environment, and maybe one within it."""
    artifacts: dict[str, object] = {
        name: {"type": "aws:cloudformation:stack", "environment": f"aws://{place}"}
        for name, place in environments.items()
    }
    artifacts["some.assets"] = {"type": "cdk:asset-manifest"}
    if nested:
        properties = {"directoryName": nested}
        artifacts[nested] = {"type": "cdk:cloud-assembly", "properties": properties}
    folder.mkdir(exist_ok=True)
    (folder / "manifest.json").write_text(json.dumps({"artifacts": artifacts}))
    return folder


def test_stacks_are_found_with_their_places(tmp_path: Path) -> None:
    """Stacks come in the order of the assembly, with those of assemblies within it."""
    write_assembly(tmp_path, {"b": "222233334444/eu-west-1"}, nested="within")
    write_assembly(tmp_path / "within", {"a": "000000000000/eu-central-1"})
    assert declared_stacks(tmp_path) == [
        DeclaredStack(
            name="b",
            account="222233334444",
            region="eu-west-1",
            template=tmp_path / "b.template.json",
        ),
        DeclaredStack(
            name="a",
            account="000000000000",
            region="eu-central-1",
            template=tmp_path / "within" / "a.template.json",
        ),
    ]


def test_a_stack_without_a_place_is_for_the_embedded_aws(tmp_path: Path) -> None:
    """A stack that says neither account nor region goes to those of the command."""
    write_assembly(tmp_path, {"anywhere": "unknown-account/unknown-region"})
    (stack,) = declared_stacks(tmp_path)
    assert (stack.account, stack.region) == ("000000000000", "us-east-1")
    require_local_account([stack])


def test_stacks_with_functions_are_found(tmp_path: Path) -> None:
    """A stack counts if one of its resources is a function."""
    places = {"queues": "000000000000/us-east-1", "functions": "000000000000/us-east-1"}
    stacks = declared_stacks(write_assembly(tmp_path, places))
    for stack, kind in zip(stacks, ("AWS::SQS::Queue", "AWS::Lambda::Function"), strict=True):
        stack.template.write_text(json.dumps({"Resources": {"One": {"Type": kind}}}))
    assert with_functions(stacks) == ["functions"]


def test_stacks_for_another_account_are_refused(tmp_path: Path) -> None:
    """The error names the account, and the one that a stage must have."""
    places = {"a": "222233334444/eu-west-1", "b": "000000000000/eu-west-1"}
    stacks = declared_stacks(write_assembly(tmp_path, places))
    with pytest.raises(WrongInputError, match="account 222233334444; the embedded") as error:
        require_local_account(stacks)
    assert 'account: "000000000000"' in error.value.fix
