"""Reads an assembly from disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.assembly.assembly import Assembly
from tocsin.assembly.environment import Environment
from tocsin.assembly.manifest import MANIFEST, is_cloud_assembly, stacks_of_assembly
from tocsin.assembly.problem import unreadable
from tocsin.assembly.stack_tree import StackTree
from tocsin.assembly.template_files import folder_of_templates, single_template

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tocsin.assembly.source import StackSource


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
        AssemblyError: The input is missing, broken, or of another kind.
    """
    given = dict(parameters or {})
    sources = _sources(path, Environment(account=account, region=region))
    tree = StackTree(sources, given)
    stacks = tuple(tree.stacks())
    return Assembly(path=path, stacks=stacks, given=given, noted=tuple(tree.problems))


def _sources(path: Path, environment: Environment) -> list[StackSource]:
    try:
        is_folder = path.is_dir()
        if not is_folder and not path.exists():
            raise unreadable(path, "there is no such file or folder", "check the path")
    except (OSError, ValueError) as error:
        what = f"the path cannot be read: {getattr(error, 'strerror', None) or error}"
        raise unreadable(path, what, "check the path and its permissions") from None
    folder = path.parent if path.name == MANIFEST else path
    if folder.is_dir() and is_cloud_assembly(folder):
        return stacks_of_assembly(folder, environment)
    if is_folder:
        return folder_of_templates(path, environment)
    return single_template(path, environment)
