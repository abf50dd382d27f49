"""What the exit code of a command tells."""

from enum import IntEnum


class ExitCode(IntEnum):
    """Exit codes of every command."""

    FINE = 0
    PROBLEMS_FOUND = 1
    WRONG_INPUT = 2
    DEPENDENCY_FAILED = 3
