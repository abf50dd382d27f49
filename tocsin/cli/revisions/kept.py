"""Keeps the templates of both sides: a reviewer can always open the whole of them."""

import shutil
from pathlib import Path

from tocsin.cli.revisions.copying import copy_templates
from tocsin.cli.revisions.sides import Sides
from tocsin.cli.terminal import about, refuse


def keep_templates(both: Sides, folder: Path) -> None:
    """Copy the templates to `base` and `head` below a folder, or print why not and exit."""
    for name, side in (("base", both.base), ("head", both.head)):
        target = folder / name
        if target.exists():
            what, fix = f"{target} is there already", "name a new folder, or delete it"
            raise refuse([about(f"--keep {folder}", "file/exists", what, fix)])
        try:
            copy_templates(side.path, target)
        except (OSError, shutil.Error) as error:
            what, fix = (
                f"the templates cannot be copied: {error}",
                "name a folder that can be written",
            )
            raise refuse([about(f"--keep {folder}", "file/not-writable", what, fix)]) from error
