"""What stacks export to each other: an export that is in use cannot go away or change.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.diagnostics import Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from tocsin.transition.deployed_stack import DeployedStack
    from tocsin.transition.exports import Export

_KEEP = "keep the export, in the CDK by `Stack.export_value`, until no deployed stack imports it"
_WHY_IN_USE = "CloudFormation refuses this, and rolls the stack back"


def lost_exports(
    before: DeployedStack,
    after: DeployedStack,
    others: Collection[DeployedStack],
    replaced: Collection[str],
) -> Iterator[Problem]:
    """Find exports that a deployed stack still imports when they go away or change.

    Args:
        before: The stack as it is deployed.
        after: It as it would be deployed.
        others: All other stacks of its account and Region, as they are deployed at that time.
        replaced: The logical ids of its resources that are replaced.
    """
    for name, export in before.exports.items():
        users = sorted(other.name for other in others if name in other.imports)
        kept = after.exports.get(name)
        if kept is None:
            yield from _gone(before, after, export, users, others)
        elif users:
            yield from _changed(after, export, kept, users, replaced)


def _gone(
    before: DeployedStack,
    after: DeployedStack,
    export: Export,
    users: list[str],
    others: Collection[DeployedStack],
) -> Iterator[Problem]:
    where = before.stack.locate("Outputs", export.output)
    if users:
        yield Problem(
            kind="transition/export-in-use",
            where=where,
            what=f"{after.name} no longer exports {export.name}, which {_names(users)} still "
            "import when it is deployed",
            fix=_KEEP,
            why=_WHY_IN_USE,
        )
    elif unclear := sorted(other.name for other in others if other.has_open_imports):
        yield Problem(
            kind="transition/undecided",
            where=where,
            what=f"{after.name} no longer exports {export.name}, and it is not known whether "
            f"{_names(unclear)} import it",
            fix="give values for the parameters in the names of imports",
            severity="note",
        )


def _changed(
    after: DeployedStack, old: Export, new: Export, users: list[str], replaced: Collection[str]
) -> Iterator[Problem]:
    is_other_resource = not new.refers_to.isdisjoint(replaced)
    if old.value == new.value and not is_other_resource:
        return
    where = after.stack.locate("Outputs", new.output)
    if is_other_resource or (old.is_known and new.is_known):
        yield Problem(
            kind="transition/export-in-use",
            where=where,
            what=f"{after.name} changes the value of its export {new.name}, which "
            f"{_names(users)} import",
            fix="export the new value under another name, and keep the old export until no "
            "deployed stack imports it",
            why=_WHY_IN_USE,
        )
    else:
        yield Problem(
            kind="transition/undecided",
            where=where,
            what=f"it is not known whether {after.name} changes the value of its export "
            f"{new.name}, which {_names(users)} import",
            fix="give values for what the exported value is made of",
            severity="note",
        )


def taken_exports(
    before: DeployedStack | None, after: DeployedStack, others: Collection[DeployedStack]
) -> Iterator[Problem]:
    """Find exports under names that another deployed stack has at that time."""
    for name, export in after.exports.items():
        owners = [other.name for other in others if name in other.exports]
        if owners and (before is None or name not in before.exports):
            yield Problem(
                kind="transition/export-exists",
                where=after.stack.locate("Outputs", export.output),
                what=f"{after.name} exports {name}, which {_names(owners)} exports when it is "
                "deployed",
                fix="export it under another name",
                why="an export's name is unique in an account and Region",
            )


def missing_imports(
    before: DeployedStack | None,
    after: DeployedStack,
    others: Collection[DeployedStack],
    known: Collection[str],
) -> Iterator[Problem]:
    """Find imports of what nobody exports yet when the stack is deployed.

    Args:
        before: The stack as it is deployed; None if it is new.
        after: It as it would be deployed.
        others: All other stacks of its account and Region, as they are deployed at that time.
        known: Names that some stack of one of the two assemblies exports; others are exported
            elsewhere, or not at all.
    """
    exported = {name for other in others for name in other.exports}
    for name in sorted(after.imports - exported - (before.imports if before else frozenset())):
        is_known = name in known
        yield Problem(
            kind="transition/import-missing" if is_known else "transition/undecided",
            where=after.stack.locate(),
            what=f"{after.name} imports {name}, which no stack exports when it is deployed"
            if is_known
            else f"{after.name} imports {name}, which no stack of the assembly exports",
            fix="deploy the exporting stack before: in the CDK, add it as a dependency"
            if is_known
            else "see that a stack outside of the assembly exports it",
            severity="error" if is_known else "note",
        )


def _names(stacks: list[str]) -> str:
    return " and ".join(stacks)
