"""A problem with what is known of its place, and whether somebody knows of it already."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Literal, NamedTuple

from tocsin.checks import Undecided
from tocsin.diagnostics import Problem
from tocsin.triage.place import Place
from tocsin.triage.waiver import Waiver

State = Literal["new", "baseline", "waived"]


class Key(NamedTuple):
    """What lasts of a problem when lines move, files are reordered and values change.

    Attributes:
        check: The id of its check.
        stack: What tells its stack apart.
        subject: The key of its resource, or what stands for one.
    """

    check: str
    stack: str
    subject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A problem that a check found.

    Attributes:
        problem: What it is, as severe as somebody's settings say.
        place: Where it is.
        number: Which of the problems with its key it is, from 1, in the order of the template.
        waiver: What says that it is right; None if nothing does.
        is_in_baseline: Whether it was there when the baseline was written.
    """

    problem: Problem
    place: Place
    number: int
    waiver: Waiver | None = None
    is_in_baseline: bool = False

    @property
    def key(self) -> Key:
        """What lasts of it."""
        return Key(self.problem.kind, self.place.stack, self.place.subject)

    @property
    def state(self) -> State:
        """Whether it counts, and if not, why."""
        if self.waiver is not None:
            return "waived"
        return "baseline" if self.is_in_baseline else "new"

    @property
    def counts(self) -> bool:
        """Whether it is neither waived nor in the baseline."""
        return self.state == "new"

    @property
    def fingerprint(self) -> str:
        """A text of 32 digits that is the same as long as its key and number are."""
        text = "\0".join([*self.key, str(self.number)])
        return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenQuestion:
    """What the templates leave open.

    Attributes:
        undecided: What it is.
        place: Where it is.
    """

    undecided: Undecided
    place: Place
