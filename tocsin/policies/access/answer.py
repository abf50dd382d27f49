"""What a policy says to a request, and why."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """Whether a request may pass."""

    ALLOWED = "allowed"
    DENIED = "denied"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a policy says to a request.

    Attributes:
        verdict: Allowed, denied, or unknown where a value decides that only a deployment knows.
        why: The reason in words, as a clause: `no statement allows cloudwatch.amazonaws.com …`.
        statement: The position (from 0) of the statement that decides, or comes nearest to it;
            None if no statement does.
    """

    verdict: Verdict
    why: str
    statement: int | None = None

    @property
    def is_allowed(self) -> bool | None:
        """Say whether the request passes; None if that is unknown."""
        return None if self.verdict is Verdict.UNKNOWN else self.verdict is Verdict.ALLOWED
