"""The repository that a file or folder is in."""

from pathlib import Path


def repository_root(path: Path) -> Path | None:
    """Return the nearest folder around *path* that is the root of a repository, if there is one."""
    return next((each for each in path.resolve().parents if (each / ".git").exists()), None)
