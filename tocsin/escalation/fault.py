"""What is wrong with the states of a machine that pages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something that the states of a machine do, or do not do, other than its policy says.

    Attributes:
        state: The state that it is about; empty for the machine.
        what: What is wrong.
        fix: What to change.
    """

    state: str
    what: str
    fix: str
