"""One measured claim."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Two times of one run, and what was aimed at.

    Attributes:
        what: What was compared.
        ours: Seconds that Tocsin took.
        theirs: Seconds that the other took.
        aim: The ratio that was aimed at, in words.
        reached: Whether it was reached.
    """

    what: str
    ours: float
    theirs: float
    aim: str
    reached: bool

    @property
    def ratio(self) -> str:
        """How much faster or slower Tocsin is, in words."""
        if self.ours <= self.theirs:
            return f"{self.theirs / self.ours:.1f} times faster"
        return f"{self.ours / self.theirs:.2f} times as long"
