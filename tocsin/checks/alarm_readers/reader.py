"""Who reads an alarm beside its own actions."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AlarmReader:
    """What acts on the state of an alarm, or may do so.

    Attributes:
        what: It, as it may stand in a sentence: `the deployment group Orders`.
        is_certain: Whether the templates show that it reads the alarm.
        why: Why that is not certain; empty if it is.
        fix: What would make it certain; empty if it is.
    """

    what: str
    is_certain: bool = True
    why: str = ""
    fix: str = ""
