"""What a command says of an exception that nothing in it foresaw, and how it ends."""

import os
import platform
import sys
from pathlib import Path

from tocsin.cli.terminal import ExitCode, errors
from tocsin.version import __version__

DEBUG = "TOCSIN_DEBUG"
"""The environment variable that shows where a defect is."""

_OURS = Path(__file__).parent.parent


def end(error: Exception) -> None:
    """Say what it is: of what was given, of the system, or a defect of ours; and exit.

    Raises:
        SystemExit: Always, but for a defect that was asked to show itself.
        Exception: The error, if it is a defect and `TOCSIN_DEBUG` is set.
    """
    code, said = _told(error)
    if said is None:
        if os.environ.get(DEBUG):
            raise error
        said = _defect(error)
    try:
        errors().print(said)
    except OSError:
        # Where nothing can be said, the exit code still can.
        sys.stderr = None
    try:
        sys.stdout.flush()
    except OSError:
        let_output_go()
    sys.exit(code)


def let_output_go() -> None:
    """Send what is left to print to nowhere; Python would try it at the end, and exit with 120."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _told(error: Exception) -> tuple[ExitCode, str | None]:
    """Return the exit code, and what to say unless the error is a defect."""
    if isinstance(error, MemoryError):
        return ExitCode.DEPENDENCY_FAILED, "there is not enough memory; give less at once"
    if not isinstance(error, OSError) or _is_ours(error.filename):
        return ExitCode.DEPENDENCY_FAILED, None
    if error.filename is None:
        return ExitCode.DEPENDENCY_FAILED, f"the system refuses to go on: {error.strerror}"
    what = f"{os.fsdecode(error.filename)}: the path cannot be used: {error.strerror}"
    fix = "    fix: check the path and its permissions"
    return ExitCode.WRONG_INPUT, f"{what} [file/unreadable]\n{fix}"


def _is_ours(filename: object) -> bool:
    """Say whether a path is one that we ship: nobody gave it."""
    if not isinstance(filename, str | bytes):
        return False
    return Path(os.path.abspath(os.fsdecode(filename))).is_relative_to(_OURS)  # noqa: PTH100 - it may be too long to resolve


def _defect(error: Exception) -> str:
    return (
        f"tocsin failed on its own: {type(error).__name__}: {str(error) or 'no more is known'}\n"
        f"This is a defect of Tocsin {__version__}, whatever the input is. Please report it: open "
        "an issue in Tocsin's repository\n"
        f"with this text, the command, Python {platform.python_version()} and the smallest input "
        "that shows it.\n"
        f"{DEBUG}=1 before the command shows where it is; look what is confidential in it."
    )
