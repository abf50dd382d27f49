"""Two assemblies in the order of their deployment: what CloudFormation would do, and refuse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tocsin.transition.deployed import Deployed, subscribed_topics
from tocsin.transition.deployed_stack import stacks_of
from tocsin.transition.deployment_order import deployment_order, needs_of
from tocsin.transition.name_register import NameRegister
from tocsin.transition.resource_change import changes_of
from tocsin.transition.retention import fate_when_removed, fate_when_replaced
from tocsin.transition.rules import (
    exceeded_limits,
    ignored_defaults,
    impossible_updates,
    kept_by_rollback,
    left_behind,
    lost_data,
    lost_exports,
    lost_histories,
    missing_imports,
    taken_exports,
    to_be_confirmed,
    undecided_updates,
)
from tocsin.transition.step import Step, resource_step, stack_step

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from tocsin.assembly import Assembly, Resource
    from tocsin.diagnostics import Problem
    from tocsin.transition.deployed_stack import DeployedStack, ResourceKey
    from tocsin.transition.resource_change import ResourceChange
    from tocsin.transition.retention import Fate
    from tocsin.transition.step import Action


@dataclass(frozen=True, kw_only=True, eq=False)
class Transition:
    """From what is deployed to the next assembly, as CloudFormation would carry it out.

    Attributes:
        steps: What is done, in order; to the end, also where something before is refused.
        problems: Errors are what CloudFormation refuses; warnings, what is lost; notes, what one
            should know, and what is not known before the deployment.
        after: What is deployed then.
    """

    steps: tuple[Step, ...]
    problems: tuple[Problem, ...]
    after: Deployed

    @property
    def is_refused(self) -> bool:
        """Whether CloudFormation refuses a part of it."""
        return any(problem.severity == "error" for problem in self.problems)


def transition(
    base: Assembly | Deployed,
    head: Assembly,
    *,
    beside: Iterable[Assembly] = (),
    imports_existing: bool = False,
) -> Transition:
    """Deploy an assembly over what is deployed, without deploying anything.

    Args:
        base: What is deployed: an assembly, or what another transition ended with.
        head: What would be deployed, with `cdk deploy --all`: stacks in the order of their
            dependencies. Stacks that it no longer has stay as they are.
        beside: What other apps have deployed, perhaps to the same account: another stage.
        imports_existing: Whether what was retained is taken over by whoever makes it again, as
            with `--import-existing-resources`.
    """
    deployed = base if isinstance(base, Deployed) else Deployed.of(base)
    return _Deployment(deployed, head, beside, imports_existing=imports_existing).run()


class _Deployment:
    def __init__(
        self,
        base: Deployed,
        head: Assembly,
        beside: Iterable[Assembly],
        *,
        imports_existing: bool,
    ) -> None:
        self._base = base
        self._beside = tuple(stack for assembly in beside for stack in stacks_of(assembly))
        self._head = tuple(stacks_of(head))
        self._deployed = dict(base.stacks)
        self._subscribed = base.subscribed | subscribed_topics(head)
        self._needs = needs_of(self._head)
        self._names = NameRegister(
            (
                resource
                for stack in (*base.stacks.values(), *self._beside)
                for resource in stack.resources.values()
            ),
            base.retained,
            imports_existing=imports_existing,
        )
        self._steps: list[Step] = []
        self._problems: list[Problem] = []
        self._changes: list[ResourceChange] = []

    def run(self) -> Transition:
        for stack in deployment_order(self._head):
            before = self._deployed.get(stack.key)
            if before is None or before.templates != stack.templates:
                self._deploy(before, stack)
            self._deployed[stack.key] = stack
        self._problems.extend(lost_histories(self._changes))
        kept = {stack.key for stack in self._head}
        gone = (stack for key, stack in self._base.stacks.items() if key not in kept)
        self._problems.extend(map(left_behind, gone))
        return Transition(
            steps=tuple(self._steps),
            problems=tuple(dict.fromkeys(self._problems)),
            after=Deployed(
                stacks=self._deployed,
                retained=self._names.retained,
                subscribed=self._subscribed,
            ),
        )

    def _deploy(self, before: DeployedStack | None, after: DeployedStack) -> None:
        changes = changes_of(before, after)
        self._changes.extend(changes.values())
        self._steps.append(stack_step("update" if before else "create", after))
        self._problems.extend(exceeded_limits(after))
        if before is not None:
            self._problems.extend(ignored_defaults(before, after))
        self._connect(before, after, changes)
        self._make(after, changes.values())
        self._clean_up(changes.values())

    def _connect(
        self,
        before: DeployedStack | None,
        after: DeployedStack,
        changes: Mapping[ResourceKey, ResourceChange],
    ) -> None:
        """Compare what the stack exports and imports with all others as they are by now."""
        others = self._others(after)
        known = self._exported_names(after)
        replaced = {key.logical_id for key, change in changes.items() if change.is_replaced}
        if before is not None:
            self._problems.extend(lost_exports(before, after, others, replaced))
        self._problems.extend(taken_exports(before, after, others))
        self._problems.extend(missing_imports(before, after, others, known))

    def _make(self, after: DeployedStack, changes: Collection[ResourceChange]) -> None:
        """Make, update and replace resources, as CloudFormation does first."""
        needed = self._needs[after.stack.id]
        for change in changes:
            self._problems.extend(self._names.make(change, needed))
            if change.after is not None:
                is_imported = change.after in self._names.imported
                self._steps.append(_step(change, change.after, is_imported=is_imported))
        self._problems.extend(impossible_updates(changes))
        self._problems.extend(undecided_updates(changes))
        self._problems.extend(kept_by_rollback(after, changes))
        self._problems.extend(to_be_confirmed(changes))

    def _clean_up(self, changes: Iterable[ResourceChange]) -> None:
        """Delete or keep what no longer belongs to the stack, when all else is done."""
        for change in changes:
            left = change.left
            if left is None:
                self._names.clean_up(change, is_retained=False)
                continue
            fate = _fate(change, left)
            self._names.clean_up(change, is_retained=fate == "retain")
            self._steps.append(resource_step(fate, left, unknown=change.unknown))
            if (problem := lost_data(change, fate, self._subscribed)) is not None:
                self._problems.append(problem)

    def _others(self, stack: DeployedStack) -> list[DeployedStack]:
        """Give the other stacks of the account and Region as they are deployed by now."""
        return [
            other
            for other in (*self._deployed.values(), *self._beside)
            if other.key != stack.key and other.key[1:] == stack.key[1:]
        ]

    def _exported_names(self, stack: DeployedStack) -> set[str]:
        """Give what is exported in the account and Region before or after the transition."""
        return {
            name
            for each in (*self._base.stacks.values(), *self._head, *self._beside)
            if each.key[1:] == stack.key[1:]
            for name in each.exports
        }


def _step(change: ResourceChange, after: Resource, *, is_imported: bool) -> Step:
    if change.before is None:
        action: Action = "import" if is_imported else "create"
        return resource_step(action, after, unknown=change.unknown)
    return resource_step(
        "replace" if change.is_replaced else "update",
        after,
        properties=change.properties,
        unknown=change.unknown,
    )


def _fate(change: ResourceChange, left: Resource) -> Fate:
    return fate_when_removed(left) if change.after is None else fate_when_replaced(change.after)
