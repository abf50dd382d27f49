"""What people read: the mails and texts that topics would have sent to them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from tocsin.diagnostics import printable, printable_line

Kind = Literal["mail", "text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A mail or a text message.

    Attributes:
        at: When it was sent, in seconds since 1970.
        publication: The id that all have which one publication made.
        topic: The ARN of the topic that sent it.
        kind: Whether it is a mail.
        to: The address, or the number.
        subject: The subject of a mail, and of what a text message comes from.
        text: What it says.
    """

    at: float
    publication: str
    topic: str
    kind: Kind
    to: str
    subject: str
    text: str

    @property
    def headline(self) -> str:
        """What is read first: the subject of a mail, or the text itself."""
        return printable_line(self.subject if self.kind == "mail" else self.text)

    @property
    def body(self) -> str:
        """The text, fit for a terminal."""
        return printable(self.text)


def read_letters(mail: Iterable[Mapping[str, Any]]) -> list[Letter]:
    """Return the letters that the embedded AWS has kept, in their order."""
    return [
        Letter(
            at=each["at"],
            publication=each["id"],
            topic=each["topic"],
            kind="text" if each["protocol"] == "sms" else "mail",
            to=each["to"],
            subject=each["subject"],
            text=each["text"],
        )
        for each in mail
    ]


def first_of_each(letters: Iterable[Letter]) -> list[Letter]:
    """Return one letter a publication, a mail if it has one: who gets both is told once."""
    found: dict[str, Letter] = {}
    for each in letters:
        known = found.setdefault(each.publication, each)
        if known.kind == "text" and each.kind == "mail":
            found[each.publication] = each
    return list(found.values())
