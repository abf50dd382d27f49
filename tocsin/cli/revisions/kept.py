"""Keeps the templates of both sides: a reviewer can always open the whole of them."""

import shutil
from pathlib import Path

from tocsin.cli.revisions.sides import Sides
from tocsin.cli.terminal import about, refuse

_CODE = "asset.*"
"""What functions and buckets are filled with; no review reads it, and it may be large."""


def keep_templates(both: Sides, folder: Path) -> None:
    """Copy the templates to `base` and `head` below a folder, or print why not and exit."""
    for name, side in (("base", both.base), ("head", both.head)):
        target = folder / name
        if target.exists():
            what, fix = f"{target} is there already", "name a new folder, or delete it"
            raise refuse([about(f"--keep {folder}", "file/exists", what, fix)])
        try:
            _copy(side.path, target)
        except (OSError, shutil.Error) as error:
            what, fix = (
                f"the templates cannot be copied: {error}",
                "name a folder that can be written",
            )
            raise refuse([about(f"--keep {folder}", "file/not-writable", what, fix)]) from error


def _copy(path: Path, target: Path) -> None:
    if path.is_dir():
        shutil.copytree(path, target, ignore=_left_out)
    elif path.is_file():
        target.mkdir(parents=True)
        shutil.copy2(path, target)


def _left_out(folder: str, names: list[str]) -> set[str]:
    """Return folders of code; templates of nested stacks are files."""
    matching = shutil.ignore_patterns(_CODE)(folder, names)
    return {name for name in matching if (Path(folder) / name).is_dir()}
