"""A revision as files, in a folder of its own that is gone afterwards."""

import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from types import FrameType

from tocsin.cli.revisions.git import GitFailure, Repository

_TERMINATED = 143
_NOT_THE_PROJECT = "cdk.out"
"""What a synthesis leaves behind; somebody may have forgotten to let git ignore it."""


@contextmanager
def scratch() -> Iterator[Path]:
    """Give a folder that is deleted, also if the process is asked to end."""
    folder = Path(tempfile.mkdtemp(prefix="tocsin-")).resolve()
    try:
        with _ended_in_order():
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def checked_out(repository: Repository, commit: str, folder: Path) -> Iterator[Path]:
    """Give a commit as files in a new folder.

    Raises:
        GitFailure: It cannot be checked out.
    """
    try:
        repository.run("worktree", "add", "--detach", "--quiet", str(folder), commit)
        yield folder
    finally:
        with suppress(GitFailure):
            repository.run("worktree", "remove", "--force", str(folder))
        if folder.exists():
            # Git does not know it, or was interrupted; what git noted of it is dropped with it.
            shutil.rmtree(folder, ignore_errors=True)
            with suppress(GitFailure):
                repository.run("worktree", "prune")


def digest_of_changes(repository: Repository) -> str:
    """Return a text that is another whenever the checkout is edited otherwise."""
    digest = sha256()
    for name in _changed(repository):
        path = repository.top / name
        digest.update(f"{name}\0{_mode(path)}\0".encode("utf-8", "surrogateescape"))
        digest.update(sha256(_content(path)).digest())
    return digest.hexdigest()


def copy_changes(repository: Repository, folder: Path) -> None:
    """Let the files of a commit be what the checkout is."""
    for name in _changed(repository):
        source, target = repository.top / name, folder / name
        if target.is_dir() and not target.is_symlink():
            shutil.rmtree(target)
        else:
            target.unlink(missing_ok=True)
        if source.is_symlink() or source.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target, follow_symlinks=False)


def _changed(repository: Repository) -> Iterator[str]:
    for name in repository.changed():
        if _NOT_THE_PROJECT not in Path(name).parts:
            yield name


def _mode(path: Path) -> str:
    if path.is_symlink():
        return f"link to {path.readlink()}"
    return oct(path.stat().st_mode) if path.is_file() else "none"


def _content(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() and not path.is_symlink() else b""


@contextmanager
def _ended_in_order() -> Iterator[None]:
    """Let a signal to end run what cleans up; a pipeline that is cancelled sends it."""

    def end(_number: int, _frame: FrameType | None) -> None:
        raise SystemExit(_TERMINATED)

    try:
        before = signal.signal(signal.SIGTERM, end)
    except ValueError:
        # Only the main thread may.
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
