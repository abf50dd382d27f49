"""What has to be done after an incident changed. Whatever is done twice is done once."""

from dataclasses import dataclass
from typing import Literal

from tocsin.on_call import Severity

Outcome = Literal["acknowledged", "resolved", "raised"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """Begin the policy of a severity: an execution of its machine.

    Attributes:
        severity: Whose machine.
        execution: Its name; one of that name that runs already is enough.
    """

    severity: Severity
    execution: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Tell a machine that waits that it need not go on.

    Attributes:
        token: What it waits with; one that waits no longer is enough.
        outcome: Why.
    """

    token: str
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Page contacts.

    Attributes:
        contacts: Their names.
        tier: The tier of the policy that reaches them.
    """

    contacts: tuple[str, ...]
    tier: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FallBack:
    """Tell everybody, because whoever it is for cannot be told.

    Attributes:
        why: What failed.
    """

    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TellOver:
    """Tell contacts that it is over: they were paged.

    Attributes:
        contacts: Their names.
    """

    contacts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Announce:
    """Show chats that a round has begun, once: with a button by which it is answered."""


Command = Start | Announce | Answer | Page | FallBack | TellOver
