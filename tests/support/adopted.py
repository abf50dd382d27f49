"""A copy of the repository in which another system has taken the place of the example."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.support.own_files import OWN
from tests.support.project import ROOT
from tests.support.runbook import needed_by, of_the_catalogue
from tocsin.plan import make_plan
from tocsin.viewpoint import load_viewpoint

INSTALLED = (".emulator", ".venv", "node_modules")
# Older than what is installed, so that make does not install it anew.
LONG_AGO = 1_000_000_000


def adopt(system: Path, copy: Path, *, production: str) -> None:
    """Copy the repository and make it that of *system*, step by step as docs/adopt.md says.

    Args:
        system: A folder with a viewpoint, drills, and the runbooks of its own alarms.
        copy: Where to; it must not exist.
        production: The stage that the drills are about.
    """
    for name in _files():
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, copy / name)
        os.utime(copy / name, (LONG_AGO, LONG_AGO))
    for name in INSTALLED:
        (copy / name).symlink_to(ROOT / name)
    _replace(system, copy)
    makefile = copy / "Makefile"
    text = makefile.read_text()
    makefile.write_text(
        re.sub("^PRODUCTION := .*", f"PRODUCTION := {production}", text, flags=re.MULTILINE)
    )
    _git(copy, "init", "--quiet")
    commit(copy, "Adopt")


def commit(copy: Path, message: str) -> None:
    """Commit all that is there."""
    _git(copy, "add", "--all")
    who = ("-c", "user.name=test", "-c", "user.email=test@example.com")
    _git(copy, *who, "commit", "--quiet", "--message", message)


def changed(copy: Path) -> list[str]:
    """Return the files that differ from what is committed."""
    lines = _git(copy, "status", "--porcelain", "-z", "--untracked-files=all").split("\0")
    return sorted(line[3:] for line in lines if line)


def run(copy: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a command in the copy, with the code of the copy, as a user would."""
    kept = {name: os.environ[name] for name in ("HOME", "LANG", "PATH") if name in os.environ}
    return subprocess.run(
        command,
        cwd=copy,
        env={**kept, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=3600,
    )


def _files() -> Iterator[str]:
    """Yield the files of the repository, but for what belongs to the system at its root."""
    listed = _git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
    for name in filter(None, listed):
        if (ROOT / name).is_file() and name.partition("/")[0] not in OWN:
            yield name


def _replace(system: Path, copy: Path) -> None:
    """Put *system* where the example was; pages of alarms that it has, or could have, stay."""
    shutil.copytree(ROOT / "runbooks", copy / "runbooks")
    shutil.copytree(system, copy, dirs_exist_ok=True)
    viewpoint, _ = load_viewpoint(copy / "viewpoint.yaml")
    plans = [make_plan(viewpoint, stage) for stage in viewpoint.stages]
    needed = needed_by(plans) | set(of_the_catalogue())
    pages = copy / "runbooks"
    for page in pages.glob("*/*.md"):
        if page.relative_to(pages).as_posix() not in needed:
            page.unlink()
    with (pages / "README.md").open("a") as listing:
        listing.write("\n")
        listing.writelines(
            f"- [{_title(page)}]({page.relative_to(pages).as_posix()})\n"
            for page in sorted(pages.glob("*/*.md"))
        )


def _title(page: Path) -> str:
    """Return how a page is listed, as `Tracking: No scans`."""
    title = page.read_text().partition("\n")[0].removeprefix("# ")
    return f"{page.parent.name.replace('-', ' ').capitalize()}: {title}"


def _git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
