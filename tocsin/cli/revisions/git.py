"""Git, as far as revisions need it: each argument goes to it as it is, and through no shell."""

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tocsin.cli.terminal import about, give_up
from tocsin.diagnostics import Problem, quoted

_NEVER = (
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "advice.detachedHead=false",
)
"""What a repository would run by itself whenever something is checked out."""
_OF_A_HOOK = (
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR", "GIT_DIR", "GIT_INDEX_FILE",
    "GIT_NAMESPACE", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX", "GIT_WORK_TREE",
)  # fmt: skip
"""By these git tells its hooks where they are, and would look for another checkout there."""
_NO_GIT = "git cannot be run"
_IS_NONE = (_NO_GIT, "not a git repository", "must be run in a work tree")


def outside_hooks() -> Mapping[str, str]:
    """Return the environment without what git says to a hook that runs us."""
    return {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}


class GitFailure(Exception):  # noqa: N818 - the user made no error
    """Git did not do what was asked; its message is what git says."""


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository with a checkout.

    Attributes:
        top: The top of the checkout.
    """

    top: Path

    @classmethod
    def around(cls, folder: Path) -> "Repository | None":
        """Return the repository of a folder; None if it is in none, or there is no git.

        Raises:
            GitFailure: It is in one that git does not open, as that of somebody else.
        """
        try:
            return cls(Path(_run(folder, "rev-parse", "--show-toplevel").removesuffix("\n")))
        except GitFailure as failure:
            if any(words in str(failure) for words in _IS_NONE):
                return None
            raise

    def commit(self, revision: str) -> str | None:
        """Return the id of the commit that a revision names; None if there is none."""
        if not revision or revision.startswith("-"):
            return None
        try:
            found = self.run("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
        except (GitFailure, ValueError):
            return None
        return found.strip()

    def common_ancestor(self, one: str, other: str) -> str | None:
        """Return the commit at which two commits parted; None if they have nothing in common."""
        try:
            return self.run("merge-base", one, other).split("\n")[0]
        except GitFailure:
            return None

    def tree(self, commit: str) -> str:
        """Return the id of all that a commit has."""
        return self.run("rev-parse", f"{commit}^{{tree}}").strip()

    def changed(self) -> tuple[str, ...]:
        """Return what the checkout has otherwise than its commit: edited, new, or no more there.

        What git ignores is left out.
        """
        edited = self.run("diff", "--name-only", "--no-renames", "-z", "HEAD")
        new = self.run("ls-files", "--others", "--exclude-standard", "-z", "--full-name", ":/")
        return tuple(sorted({*filter(None, f"{edited}\0{new}".split("\0"))}))

    def run(self, *arguments: str) -> str:
        """Return what git prints.

        Raises:
            GitFailure: It fails.
        """
        return _run(self.top, *arguments)


def git_failed(failure: GitFailure, what: str) -> Exception:
    """Print what git says, and return the exit to raise."""
    problem: Problem = about(
        "git",
        "revision/git-failed",
        f"{what}: {quoted(str(failure))}",
        "let git do it by hand first",
    )
    return give_up([problem])


def _run(folder: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - arguments go to git as they are
            ["git", *_NEVER, *arguments],  # noqa: S607 - whichever git people have
            cwd=folder,
            # In English, by which we tell one failure from another.
            env={**outside_hooks(), "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=True,
        )
    except subprocess.CalledProcessError as error:
        raise GitFailure(error.stderr.decode("utf-8", "replace").strip()) from error
    except OSError as error:
        raise GitFailure(f"{_NO_GIT}: {error.strerror}") from error
    return os.fsdecode(done.stdout)
