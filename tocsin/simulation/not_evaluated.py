"""What cannot be evaluated offline, and why."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class NotEvaluated:
    """An alarm, or a rule about alarms, that cannot be evaluated offline.

    Attributes:
        alarm: Its name.
        where: File, line and place in the template.
        why: The reason, and what would change it.
    """

    alarm: str
    where: str
    why: str

    @classmethod
    def because(cls, name: str, where: str, problems: Iterable[object]) -> "NotEvaluated":
        """Return it with several reasons."""
        return cls(alarm=name, where=where, why="; ".join(map(str, problems)))

    def __str__(self) -> str:
        """Render as one line."""
        return f"{self.where}: {self.alarm}: {self.why}"
