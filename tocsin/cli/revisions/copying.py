"""Copies templates without the code that stands beside them."""

import shutil
from pathlib import Path

_CODE = "asset.*"
"""What functions and buckets are filled with; no review reads it, and it may be large."""


def copy_templates(path: Path, target: Path) -> None:
    """Copy a template, or a folder of them, into a new folder.

    Raises:
        OSError: It cannot be written.
        shutil.Error: Some files cannot be.
    """
    if path.is_dir():
        shutil.copytree(path, target, ignore=_left_out, symlinks=True)
    elif path.is_file():
        target.mkdir(parents=True)
        shutil.copy2(path, target)


def _left_out(folder: str, names: list[str]) -> set[str]:
    """Return folders of code; templates of nested stacks are files."""
    matching = shutil.ignore_patterns(_CODE)(folder, names)
    return {name for name in matching if (Path(folder) / name).is_dir()}
