"""A copy of the repository in which another system has taken the place of the example."""

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

from tests.support.project import ROOT

INSTALLED = (".emulator", ".venv", "node_modules")
# Older than what is installed, so that make does not install it anew.
LONG_AGO = 1_000_000_000

_MARK = ".installed"
_REMOVAL = re.compile(r"^\$ (git rm .*)$", re.MULTILINE)
_LISTED = re.compile(r"^- \[.*\]\((.*)\)$", re.MULTILINE)


def adopt(system: Path, copy: Path, *, production: str) -> None:
    """Copy the repository and make it that of *system*, by the commands of docs/adopt.md.

    Args:
        system: A folder with a viewpoint, drills, and the runbooks of its own alarms.
        copy: Where to; it must not exist.
        production: The stage that the drills are about.
    """
    _copy_files(copy)
    _git(copy, "init", "--quiet")
    commit(copy, "Clone")
    for command in _REMOVAL.findall((ROOT / "docs" / "adopt.md").read_text()):
        _git(copy, *shlex.split(command)[1:])
    listing = copy / "runbooks" / "README.md"
    listed = list(_LISTED.finditer(listing.read_text()))
    shutil.copytree(system, copy, dirs_exist_ok=True)
    kept = [f"{each[0]}\n" for each in listed if (listing.parent / each[1]).exists()]
    listing.write_text(listing.read_text() + "".join(kept))
    makefile = copy / "Makefile"
    text = makefile.read_text()
    line = f"PRODUCTION := {production}"
    makefile.write_text(re.sub("^PRODUCTION := .*", line, text, flags=re.MULTILINE))
    _write_runbooks(copy, listing)
    commit(copy, "Adopt")


def _write_runbooks(copy: Path, listing: Path) -> None:
    """Have the pages for lost data written, and add to the list what the command says."""
    done = run(copy, ".venv/bin/python", "-m", "tocsin", "runbooks", "--write")
    assert done.returncode == 0, done.stdout + done.stderr
    lines = [f"{line}\n" for line in done.stdout.splitlines() if line.startswith("- [")]
    listing.write_text(listing.read_text() + "".join(lines))


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
        env={**kept, "PYTHONPATH": str(copy)},
        capture_output=True,
        text=True,
        check=False,
        timeout=3600,
    )


def _copy_files(copy: Path) -> None:
    """Copy what git knows, as it is on the disk, and borrow what is installed."""
    listed = _git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
    for name in filter(None, listed):
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, copy / name)
            os.utime(copy / name, (LONG_AGO, LONG_AGO))
    for name in INSTALLED:
        _borrow(ROOT / name, copy / name)


def _borrow(installed: Path, folder: Path) -> None:
    """Make *folder* one that has all that is installed in another, and itself counts as installed.

    So make installs nothing, neither there nor, through a link, here.
    """
    folder.mkdir()
    for each in installed.iterdir():
        if each.name != _MARK:
            (folder / each.name).symlink_to(each)
    (folder / _MARK).touch()


def _git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
