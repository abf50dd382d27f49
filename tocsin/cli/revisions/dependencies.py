"""What git ignores and an app needs: packages that are installed beside the checkout."""

import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from tocsin.cli.revisions.git import Repository
from tocsin.cli.terminal import remark

_INSTALLED = ("node_modules", ".venv", "venv")
_LOCKS = (
    "Pipfile.lock", "bun.lock", "npm-shrinkwrap.json", "package-lock.json", "pdm.lock",
    "pnpm-lock.yaml", "poetry.lock", "pyproject.toml", "requirements.txt", "uv.lock", "yarn.lock",
)  # fmt: skip
_FOLDER_OF_LOCKS = "requirements/*.txt"
_WHAT_IS_INSTALLED = ".package-lock.json"
"""Where npm writes down what is in `node_modules`: the hidden lock file of npm 7 and later.

https://github.com/npm/cli/blob/latest/docs/lib/content/configuring-npm/package-lock-json.md
"""


def link_installed(repository: Repository, folder: Path, below: Path, *, called: str) -> None:
    """Let a revision use packages that are installed in the checkout, if its locks are the same.

    Args:
        repository: Whose checkout it is.
        folder: Where the revision is checked out.
        below: The folder of the app, as it is from the top.
        called: What the revision is called.
    """
    for place in dict.fromkeys((Path(), below)):
        here, there = repository.top / place, folder / place
        installed = [
            name
            for name in _INSTALLED
            if (here / name).is_dir() and not os.path.lexists(there / name)
        ]
        if not there.is_dir() or not installed:
            continue
        if _locks(here) == _locks(there):
            for name in installed:
                (there / name).symlink_to(here / name, target_is_directory=True)
        else:
            names = " and ".join(installed)
            remark(
                f"{called} has other lock files, and does not use {names} of the checkout",
                style="dim",
            )


def digest_of_installed(repository: Repository, below: Path) -> str:
    """Return a text that is another when other packages are installed."""
    digest = sha256()
    for part in _installed(repository, below):
        digest.update(f"{part}\0".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _installed(repository: Repository, below: Path) -> Iterator[str]:
    for place in dict.fromkeys((Path(), below)):
        here = repository.top / place
        written_down = here / "node_modules" / _WHAT_IS_INSTALLED
        if written_down.is_file():
            yield sha256(written_down.read_bytes()).hexdigest()
        for name in _INSTALLED[1:]:
            yield from _packages(here / name)
    if active := os.environ.get("VIRTUAL_ENV"):
        yield from _packages(Path(active))


def _packages(environment: Path) -> list[str]:
    return sorted(each.name for each in environment.glob("lib/*/site-packages/*.dist-info"))


def _locks(folder: Path) -> list[tuple[str, bytes]]:
    files = (*(folder / name for name in _LOCKS), *sorted(folder.glob(_FOLDER_OF_LOCKS)))
    return [(each.name, each.read_bytes()) for each in files if each.is_file()]
