"""What is wrong with a dashboard, as data."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One place at which a rule is broken.

    Attributes:
        where: The place, as people find it: `panel 'Orders placed' (17), query A`.
        what: What is wrong, with the value that was found.
        fix: What to change.
    """

    where: str
    what: str
    fix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule for dashboards.

    Attributes:
        id: Its stable name, as `panel/title`.
        why: What goes wrong when it is broken.
        level: `error` when the dashboard shows something wrong or nothing, else `warning`.
        find: Finds where a dashboard breaks it; never raises, whatever the document is.
    """

    id: str
    why: str
    level: Level
    find: Callable[[dict[str, Any]], Iterable[Finding]]


@dataclass(frozen=True, slots=True, kw_only=True)
class DashboardProblem:
    """One thing that is wrong with a dashboard.

    Attributes:
        id: The rule's name.
        where: The place.
        what: What is wrong, with the value that was found.
        why: What goes wrong because of it.
        fix: What to change.
        severity: How bad it is.
    """

    id: str
    where: str
    what: str
    why: str
    fix: str
    severity: Level

    def __str__(self) -> str:
        """Render as `where: what; fix [id]`."""
        return f"{self.where}: {self.what}; {self.fix} [{self.id}]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """A rule that may be broken at one place.

    Attributes:
        rule: The rule's name.
        where: The place exactly as the problem names it, or * for the whole dashboard.
        reason: Why it may.
    """

    rule: str
    where: str
    reason: str
