"""What publishing does, or would do, to one thing in Grafana."""

from dataclasses import dataclass
from typing import Literal

Action = Literal["create", "change", "move", "delete", "keep", "leave"]
"""`keep`: it is already as wanted; `leave`: it is not ours, or not asked for, and stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What is done, or would be, to one thing in Grafana.

    Attributes:
        action: What is done.
        thing: `folder`, `dashboard` or `data source`.
        name: What people call it.
        uid: Its identity.
        why: Where that is not plain: why.
    """

    action: Action
    thing: str
    name: str
    uid: str
    why: str = ""

    @property
    def is_change(self) -> bool:
        """Whether Grafana is another afterwards."""
        return self.action not in {"keep", "leave"}
