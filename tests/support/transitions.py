"""Transitions between assemblies, in few words."""

from tocsin.assembly import Assembly
from tocsin.transition import Deployed, Transition, transition


def steps(base: Assembly | Deployed, head: Assembly) -> list[str]:
    """Return the steps as lines."""
    return [str(step) for step in transition(base, head).steps]


def problems(base: Assembly | Deployed, head: Assembly) -> list[tuple[str, str]]:
    """Return severity and kind of each problem, without the name of the room."""
    return summary(transition(base, head))


def summary(found: Transition) -> list[tuple[str, str]]:
    """Return severity and kind of each problem, without the name of the room."""
    return [
        (problem.severity, problem.kind.removeprefix("transition/")) for problem in found.problems
    ]


def texts(base: Assembly | Deployed, head: Assembly) -> str:
    """Return what is said about a transition, a line for each problem."""
    return "\n".join(str(problem) for problem in transition(base, head).problems)
