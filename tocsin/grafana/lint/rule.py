"""A rule for dashboards, and a reason to break it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from tocsin.diagnostics import Location, ProblemSeverity


class Report(Protocol):
    """Takes in one place at which a rule is broken."""

    def __call__(self, where: Location, what: str, fix: str) -> None:
        """Add a problem of the rule; the arguments are fields of `Problem`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule for dashboards.

    Attributes:
        id: Its stable name, as `panel/title`; the kind of its problems.
        why: What goes wrong when it is broken.
        level: `error` when the dashboard shows something wrong or nothing, else `warning`.
        check: Reports where a dashboard breaks it; never raises, whatever the document is.
    """

    id: str
    why: str
    level: ProblemSeverity
    check: Callable[[dict[str, Any], Report], None]


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
