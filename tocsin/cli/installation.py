"""How what is missing is installed here, as a command that can be pasted."""

import re
import shlex
import shutil
import sys
from collections.abc import Iterable, Sequence
from importlib.metadata import PackageNotFoundError, requires
from importlib.util import find_spec
from pathlib import Path

from tocsin.cli.terminal import about
from tocsin.diagnostics import Problem

_CLONE = Path(__file__).parents[2]
_OF_EXTRA = re.compile(r"""(?P<requirement>[^;]+?) *; *extra *== *["'](?P<extra>[^"']+)["']\Z""")


def missing_extra(error: ModuleNotFoundError, extra: str) -> Problem:
    """Return the problem of a command whose extra of the package is not installed."""
    what = f"the module {error.name} is missing"
    return about("tocsin", "package/missing-extra", what, f"run {command_for(extra)}")


def command_for(extra: str) -> str:
    """Return the command that installs what an extra of the package has, into this environment.

    Never by the package's name: what an index has under it is not this project.
    """
    if (_CLONE / "Makefile").is_file() and Path(sys.prefix) == _CLONE / ".venv":
        return shlex.join(("make", "-B", "-C", str(_CLONE), "setup"))
    return shlex.join((*_installer(), *_wanted(extra)))


def _installer() -> Sequence[str]:
    if find_spec("pip") is None and shutil.which("uv"):
        return ("uv", "pip", "install", "--python", sys.executable)
    return (sys.executable, "-m", "pip", "install")


def _wanted(extra: str) -> tuple[str, ...]:
    """Return what the extra asks for; from a folder that nothing has installed, the folder."""
    try:
        declared = requires("tocsin") or ()
    except PackageNotFoundError:
        return (f"{_CLONE}[{extra}]",)
    return tuple(requirements_of(extra, declared))


def requirements_of(extra: str, declared: Iterable[str]) -> list[str]:
    """Return the requirements of *declared*, as a package's metadata write them, of one extra."""
    found = map(_OF_EXTRA.match, declared)
    return [each["requirement"] for each in found if each and each["extra"] == extra]
