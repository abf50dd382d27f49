"""What is wrong with a mute rule."""

from collections.abc import Sequence

from tocsin.evaluation.alarm import PropertyProblem


class ScheduleError(ValueError):
    """A part of a schedule that CloudWatch would not accept.

    Attributes:
        value: The part.
        allowed: What may stand there.
    """

    def __init__(self, value: str, allowed: str) -> None:
        self.value = value
        self.allowed = allowed
        super().__init__(f"{value!r}: {allowed}")


class MuteRulePropertiesError(ValueError):
    """The properties do not describe a mute rule that CloudWatch would accept.

    Attributes:
        problems: Everything that is wrong, not only the first thing.
    """

    def __init__(self, name: str, problems: Sequence[PropertyProblem]) -> None:
        self.problems = tuple(problems)
        listed = "\n".join(f"  {problem}" for problem in self.problems)
        super().__init__(f"mute rule {name!r} cannot be read:\n{listed}")
