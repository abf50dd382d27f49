"""How severe a problem is, for Tocsin and for the CDK."""

from collections.abc import Mapping

from tocsin.diagnostics import (
    InvalidValueError,
    Problem,
    ProblemSeverity,
    did_you_mean,
    quoted,
)

FATAL = "fatal"
"""What the CDK lets nobody acknowledge."""

_RANK: Mapping[ProblemSeverity, int] = {"error": 0, "warning": 1, "note": 2}
_SAID: Mapping[ProblemSeverity, str] = {"error": "error", "warning": "warning", "note": "info"}
"""What the CDK calls them; it shows any other word as it is written."""


def checked_severity(word: ProblemSeverity) -> ProblemSeverity:
    """Return the severity of a name, which an app may have from anywhere.

    Raises:
        InvalidValueError: None is called so.
    """
    if word not in _RANK:
        raise InvalidValueError(f"no severity is called {quoted(word)}", did_you_mean(word, _RANK))
    return word


def rank(problem: Problem) -> int:
    """Return a number that is lower for what is more severe."""
    return _RANK[problem.severity]


def stops(problem: Problem, fail_on: ProblemSeverity) -> bool:
    """Say whether a problem is severe enough to stop the synthesis."""
    return _RANK[problem.severity] <= _RANK[fail_on]


def said_to_the_cdk(problem: Problem, fail_on: ProblemSeverity) -> str:
    """Return the severity by which the CDK goes.

    As soon as anything is acknowledged the CDK counts anew what has failed, and errors alone fail;
    so whatever stops the synthesis has to be one.
    """
    return "error" if stops(problem, fail_on) else _SAID[problem.severity]
