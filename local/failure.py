"""What a user is told when something that the embedded AWS depends on fails."""

from collections.abc import Sequence
from pathlib import Path

LINES_SHOWN = 15


class LocalError(Exception):
    """A failure of the emulator, the CDK command line or a deployment.

    Attributes:
        what: What failed, in one sentence.
        fix: What the user can do about it.
        log: The last lines of the program that failed, oldest first.
    """

    def __init__(self, what: str, *, fix: str, log: Sequence[str] = ()) -> None:
        super().__init__(what)
        self.what = what
        self.fix = fix
        self.log = tuple(log)


class WrongInputError(LocalError):
    """What the user gave cannot be used: nothing that we depend on has failed."""


def last_lines(path: Path, count: int = LINES_SHOWN) -> list[str]:
    """The last lines of a log file that say something; none if there is no file."""
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return [line.rstrip() for line in lines if line.strip()][-count:]
