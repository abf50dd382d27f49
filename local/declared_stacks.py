"""The stacks that a synthesized assembly declares, with the place of each."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from local.endpoint import ACCOUNT, HOME_REGION
from local.failure import WrongInputError


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredStack:
    """One stack of an assembly.

    Attributes:
        name: Name of the stack.
        account: Account that it is for.
        region: Region that it is for.
        template: File of its template.
    """

    name: str
    account: str
    region: str
    template: Path


def declared_stacks(assembly: Path) -> list[DeclaredStack]:
    """Return the stacks of the assembly in *assembly*, in its order, nested assemblies included."""
    return list(_declared(assembly))


def with_functions(stacks: Iterable[DeclaredStack]) -> list[str]:
    """Names of the stacks that have a function, sorted."""
    return sorted({stack.name for stack in stacks if _has_function(stack.template)})


def require_local_account(stacks: Iterable[DeclaredStack]) -> None:
    """Refuse stacks for an account that the embedded AWS does not have.

    Raises:
        WrongInputError: If a stack is for another account.
    """
    others = sorted({stack.account for stack in stacks} - {ACCOUNT})
    if others:
        what = f"the stacks are for account {' and '.join(others)}; the embedded AWS has {ACCOUNT}"
        fix = f'deploy a stage with account: "{ACCOUNT}"; add one to the viewpoint if none has it'
        raise WrongInputError(what, fix=fix)


def _has_function(template: Path) -> bool:
    resources = json.loads(template.read_text(encoding="utf-8")).get("Resources", {})
    return any(resource["Type"] == "AWS::Lambda::Function" for resource in resources.values())


def _declared(assembly: Path) -> Iterator[DeclaredStack]:
    manifest = json.loads((assembly / "manifest.json").read_text(encoding="utf-8"))
    for artifact_id, artifact in manifest.get("artifacts", {}).items():
        if artifact["type"] == "aws:cloudformation:stack":
            properties = artifact.get("properties", {})
            account, _, region = artifact["environment"].removeprefix("aws://").partition("/")
            # An environment-agnostic stack goes to the account and region of the command.
            yield DeclaredStack(
                name=properties.get("stackName", artifact_id),
                account=ACCOUNT if account.startswith("unknown") else account,
                region=HOME_REGION if region.startswith("unknown") else region,
                template=assembly / properties.get("templateFile", f"{artifact_id}.template.json"),
            )
        if artifact["type"] == "cdk:cloud-assembly":
            yield from _declared(assembly / artifact["properties"]["directoryName"])
