"""What is wrong with a rule, and where."""

from collections.abc import Iterable

from tocsin.evaluation.math import Fault


class RuleError(ValueError):
    """A rule that CloudWatch would not accept, with every fault found in it."""

    def __init__(self, rule: str, faults: Iterable[Fault]) -> None:
        self.rule = rule
        self.faults = tuple(faults)
        shown = rule if len(rule) <= _SHOWN else f"{rule[:_SHOWN]}…"
        lines = "\n".join(f"  {fault}" for fault in self.faults)
        super().__init__(f"{shown!r} is not a valid alarm rule:\n{lines}")

    @property
    def position(self) -> int:
        """Where the first fault is (0-based character index)."""
        return self.faults[0].position


class UnknownAlarmError(LookupError):
    """A rule or a suppressor refers to an alarm whose state is not given."""

    def __init__(self, reference: str, known: Iterable[str]) -> None:
        listed = ", ".join(sorted(known)) or "none"
        super().__init__(
            f"alarm {reference!r} is referred to, but has no state; alarms that have one: {listed};"
            " correct the name or add the alarm"
        )
        self.reference = reference


_SHOWN = 200
