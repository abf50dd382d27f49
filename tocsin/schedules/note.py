"""Something about a valid schedule that people should know."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something about a valid schedule that people should know.

    Attributes:
        what: What it does, where that is not what it seems to say.
        fix: What to write if that is not meant.
    """

    what: str
    fix: str
