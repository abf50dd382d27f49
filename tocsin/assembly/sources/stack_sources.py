"""Finds the stacks of an input, whatever kind of input it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.assembly.sources.manifest import MANIFEST, is_cloud_assembly, stacks_of_assembly
from tocsin.assembly.sources.template_files import folder_of_templates, single_template
from tocsin.diagnostics import InvalidInputError, Location

if TYPE_CHECKING:
    from pathlib import Path

    from tocsin.assembly.environment import Environment
    from tocsin.assembly.sources.stack_source import StackSource


def stack_sources(path: Path, environment: Environment) -> list[StackSource]:
    """Read the templates of a `cdk.out`, a folder of templates, or one file.

    Args:
        path: The folder or the file.
        environment: Where stacks are deployed that leave it open.

    Raises:
        InvalidInputError: The input is missing, broken, or of another kind.
    """
    where = Location(source=str(path))
    try:
        is_folder = path.is_dir()
        if not is_folder and not path.exists():
            what = "there is no such file or folder"
            raise InvalidInputError.of("file/not-found", where, what, "check the path")
    except (OSError, ValueError) as error:
        what = f"the path cannot be read: {getattr(error, 'strerror', None) or error}"
        fix = "check the path and its permissions"
        raise InvalidInputError.of("file/unreadable", where, what, fix) from None
    folder = path.parent if path.name == MANIFEST else path
    if folder.is_dir() and is_cloud_assembly(folder):
        return stacks_of_assembly(folder, environment)
    if is_folder:
        return folder_of_templates(path, environment)
    return single_template(path, environment)
