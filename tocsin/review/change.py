"""A change, as the people on call would put it."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from tocsin.diagnostics import Location
    from tocsin.on_call import Severity

Effect = Literal["worse", "better", "other"]
"""What it does to the people on call: they know less or later; more or sooner; or neither."""

ChangedSide = Literal["base", "head"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that is other in HEAD than in BASE.

    Attributes:
        kind: What kind of change it is, as `alarm/fires-later`; `KINDS` has each.
        severity: How urgently somebody should look at it.
        effect: What it does to the people on call.
        matters: Whether somebody has to look at it before it is merged.
        subject: What changes, in words: `alarm shop-prod-no-orders`. The name is as it is in HEAD,
            and in BASE if HEAD has it no more.
        name: The name in it alone; empty where there is none.
        what: What happens to it, as the rest of the sentence: `fires later: 3 → 9 minutes`; behind
            a colon where that is a sentence of its own.
        where: Where in the templates.
        side: The side of which *where* is: `base` for what HEAD has no more.
        before: The value that changes, in words; empty where there was none.
        after: What it becomes, in words; empty where there is none any more.
        why: What follows from it, or how it comes about; perhaps empty.
        fix: What to do if it is not meant; perhaps empty.
        rule: The id of the check, or of the rule of deployments, that says it; empty for others.
        service: The service that it is about; empty if nothing tells.
        stack: The name of its stack; empty if it is about no single one.
        region: The Region of the stack, if known.
        logical_id: The resource's key in the template; empty if it is about no single one.
        type: The resource's type; empty likewise.
        alarm_severity: The severity of the alarm that it is about, as HEAD has it; None if it is
            about no alarm, or if nothing tells.
        number: Which of the changes of its kind, stack and subject it is, from 1.
    """

    kind: str
    severity: Severity
    effect: Effect
    matters: bool
    subject: str
    what: str
    where: Location
    side: ChangedSide = "head"
    name: str = ""
    before: str = ""
    after: str = ""
    why: str = ""
    fix: str = ""
    rule: str = ""
    service: str = ""
    stack: str = ""
    region: str | None = None
    logical_id: str = ""
    type: str = ""
    alarm_severity: Severity | None = None
    number: int = 1

    @property
    def sentence(self) -> str:
        """All of it as a sentence, in one line."""
        space = "" if self.what.startswith(":") else " "
        text = " ".join(f"{self.subject[:1].upper()}{self.subject[1:]}{space}{self.what}".split())
        return text if text.endswith((".", "!", "?")) else f"{text}."

    @property
    def group(self) -> str:
        """What it is shown below: its service, or else its stack."""
        return self.service or self.stack

    @property
    def fingerprint(self) -> str:
        """A text of 32 digits that stays the same as long as kind, stack and subject do."""
        parts = (
            self.kind,
            self.rule,
            self.stack,
            self.logical_id or self.subject,
            str(self.number),
        )
        return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
