"""Problems of many resources with one reason and one fix, as a group: people fix them in one go."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from tocsin.triage import Finding, OpenQuestion, Place

T = TypeVar("T", Finding, OpenQuestion)

_OWN = re.compile(r"'(?:[^'\\]|\\.)*?(?:'|\.\.\.(?!\w))|\b\d[\d,.]*")
"""What differs between resources beside their names: quoted values, also cut ones, and numbers."""

_SHORTEST_NAME = 3
"""What is shorter may be a word of the text."""


@dataclass(frozen=True, slots=True)
class Group(Generic[T]):
    """Things that are alike.

    Attributes:
        first: The first of them.
        others: The others, in their order.
    """

    first: T
    others: tuple[T, ...]


def grouped_findings(findings: Iterable[Finding], *, apart: bool = False) -> list[Group[Finding]]:
    """Return groups of problems for which the same is to be done, but for names and values.

    Args:
        findings: The problems.
        apart: Whether each is a group of its own all the same.
    """
    return _grouped(findings, None if apart else _said)


def grouped_questions(
    questions: Iterable[OpenQuestion], *, apart: bool = False
) -> list[Group[OpenQuestion]]:
    """Return groups of open questions for which one answer may be enough.

    Args:
        questions: The questions.
        apart: Whether each is a group of its own all the same.
    """
    return _grouped(questions, None if apart else _asked)


def _grouped(things: Iterable[T], key: Callable[[T], tuple[str, ...]] | None) -> list[Group[T]]:
    if key is None:
        return [Group(each, ()) for each in things]
    by_key: dict[tuple[str, ...], list[T]] = {}
    for each in things:
        by_key.setdefault(key(each), []).append(each)
    return [Group(alike[0], tuple(alike[1:])) for alike in by_key.values()]


def _said(finding: Finding) -> tuple[str, ...]:
    """Return by what problems are alike: for one reason, the same is to be done about them.

    What is wrong differs in names even where it is the same.
    """
    problem, place = finding.problem, finding.place
    texts = (_without_own(text, place) for text in (problem.why, problem.fix))
    return problem.kind, problem.severity, *texts


def _asked(question: OpenQuestion) -> tuple[str, ...]:
    """Return by what questions are alike: one answer is enough for them."""
    return question.undecided.check, question.undecided.fix


def _without_own(text: str, place: Place) -> str:
    names = "|".join(
        re.escape(name) for name in (place.name, place.subject) if len(name) >= _SHORTEST_NAME
    )
    text = re.sub(rf"(?<!\w)(?:{names})(?!\w)", "…", text) if names else text
    return _OWN.sub("…", text)
