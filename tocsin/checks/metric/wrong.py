"""What is wrong with the value of a dimension, before it is a problem with a place."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """What is wrong with a value.

    Attributes:
        what: What is wrong, with the value.
        fix: What to write.
        severity: How sure that is.
    """

    what: str
    fix: str
    severity: Literal["error", "warning"] = "error"
