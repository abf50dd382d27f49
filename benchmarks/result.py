"""One measured claim."""

from dataclasses import dataclass

from benchmarks.processes import Times


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Two times of one run, and what was aimed at.

    Attributes:
        what: What was compared.
        ours: How long Tocsin took.
        theirs: How long the other took.
        most: The largest ratio of processor times, ours to theirs, that was aimed at; None when
            the row only informs.
    """

    what: str
    ours: Times
    theirs: Times
    most: float | None = None

    @property
    def ratio(self) -> float:
        """Ours to theirs, of the processor's time."""
        return self.ours.processor / self.theirs.processor

    @property
    def wall_ratio(self) -> float:
        """Ours to theirs, by the clock."""
        return self.ours.wall / self.theirs.wall

    @property
    def is_reached(self) -> bool:
        """Whether the aim was reached, or there was none."""
        return self.most is None or self.ratio <= self.most
