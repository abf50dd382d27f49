"""Stacks that the app no longer has: they stay as they are deployed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.diagnostics import Problem

if TYPE_CHECKING:
    from tocsin.transition.deployed_stack import DeployedStack


def left_behind(stack: DeployedStack) -> Problem:
    """Tell of a stack that nobody deploys, updates or deletes any more."""
    is_protected = stack.stack.is_protected
    switch_off = "switch its termination protection off and " if is_protected else ""
    return Problem(
        kind="transition/termination-protection" if is_protected else "transition/left-behind",
        where=stack.stack.locate(),
        what=f"the app no longer has {stack.name}, which stays deployed with its "
        f"{len(stack.resources):,} resources",
        fix=f"{switch_off}delete it when nobody needs it: "
        f"`aws cloudformation delete-stack --stack-name {stack.name}`",
        why="the CDK never deletes a stack that has left the app",
        severity="note",
    )
