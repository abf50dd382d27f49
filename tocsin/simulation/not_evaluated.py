"""What cannot be evaluated offline, and why."""

from collections.abc import Iterable
from dataclasses import dataclass

from tocsin.diagnostics import Problem


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
    def because(cls, name: str, where: str, problems: Iterable[Problem]) -> "NotEvaluated":
        """Return it with what is wrong with its properties."""
        reasons = (f"{each.where.subject}: {each.what}; {each.fix}" for each in problems)
        return cls(alarm=name, where=where, why="; ".join(reasons))

    def __str__(self) -> str:
        """Render as one line."""
        return f"{self.where}: {self.alarm}: {self.why}"
