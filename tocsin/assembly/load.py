"""Reads an assembly from disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.assembly.assembly import Assembly
from tocsin.assembly.environment import Environment
from tocsin.assembly.sources import stack_sources
from tocsin.assembly.stack_tree import StackTree

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def load(
    path: Path,
    *,
    parameters: Mapping[str, str] | None = None,
    account: str | None = None,
    region: str | None = None,
) -> Assembly:
    """Read a `cdk.out`, a template, or a folder of templates.

    Args:
        path: The folder or the file; JSON or YAML, with short tags.
        parameters: Values of parameters, for every template that has one of the name.
        account: The account of stacks that leave it open.
        region: The Region of stacks that leave it open.

    Raises:
        InvalidInputError: The input is missing, broken, or of another kind.
    """
    parameter_values = dict(parameters or {})
    sources = stack_sources(path, Environment(account=account, region=region))
    tree = StackTree(sources, parameter_values)
    stacks = tuple(tree.stacks())
    return Assembly(
        path=path,
        stacks=stacks,
        parameter_values=parameter_values,
        problems_of_reading=tree.problems,
    )
