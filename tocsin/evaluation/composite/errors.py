"""What is wrong with a rule, and where."""

from collections.abc import Iterable

from tocsin.parsing import InvalidTextError


class RuleError(InvalidTextError):
    """A rule that CloudWatch would not accept, with every problem found in it."""

    language = "alarm rule"
    room = "composite"
    source = "rule"


class UnknownAlarmError(LookupError):
    """A rule or a suppressor refers to an alarm whose state is not given."""

    def __init__(self, reference: str, known: Iterable[str]) -> None:
        listed = ", ".join(sorted(known)) or "none"
        super().__init__(
            f"alarm {reference!r} is referred to, but has no state; alarms that have one: {listed};"
            " correct the name or add the alarm"
        )
        self.reference = reference
