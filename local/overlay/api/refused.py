"""A request that CloudWatch would refuse."""

from collections.abc import Iterable

from tocsin.diagnostics import Problem


class RefusedError(Exception):
    """Why a request is refused.

    Attributes:
        code: The code of AWS's error, such as `ValidationError`.
        message: What is wrong and what to change.
    """

    def __init__(self, message: str, code: str = "ValidationError") -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def refuse(problems: Iterable[Problem]) -> None:
    """Refuse a request for its errors; warnings and notes let it pass.

    Raises:
        RefusedError: There is an error; the message has all of them, each in a line.
    """
    if errors := [str(problem) for problem in problems if problem.is_error]:
        raise RefusedError("\n".join(errors))
