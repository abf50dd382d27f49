"""Reads an assembly from disk, and follows the stacks nested in its stacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.assembly.assembly import ALARM_TYPES, TYPES_BETWEEN_ALARMS_AND_PEOPLE, Assembly
from tocsin.assembly.environment import Environment
from tocsin.assembly.sources import several_sources
from tocsin.assembly.stack_tree import StackTree

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def load(
    path: Path,
    *beside: Path,
    parameters: Mapping[str, str] | None = None,
    account: str | None = None,
    region: str | None = None,
    stack_name: str | None = None,
) -> Assembly:
    """Read a `cdk.out`, a template, or a folder of templates; or several of them as one.

    Args:
        path: The folder or the file; JSON or YAML, with short tags.
        beside: Others that are deployed beside it.
        parameters: Values of parameters, for every template that has one of the name.
        account: The account of stacks that leave it open.
        region: The Region of stacks that leave it open.
        stack_name: The name of the one stack that has none but that of its file.

    Raises:
        InvalidInputError: The input is missing, broken, or of another kind.
    """
    parameter_values = dict(parameters or {})
    sources = several_sources((path, *beside), Environment(account=account, region=region))
    tree = StackTree(sources.stacks, parameter_values, stack_name)
    stacks = tuple(tree.stacks())
    return Assembly(
        path=path,
        stacks=stacks,
        parameter_values=parameter_values,
        problems_of_reading=tree.problems,
        passed_over=sources.passed_over,
        left_out=tuple(tree.left_out((*ALARM_TYPES, *TYPES_BETWEEN_ALARMS_AND_PEOPLE))),
    )
