"""A dashboard in Grafana's classic schema, as far as its data depend on it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Document = Mapping[str, Any]
"""A part of a dashboard's JSON; nothing is taken for granted about what a file holds."""


@dataclass(frozen=True, slots=True)
class Dashboard:
    """A dashboard.

    Attributes:
        document: Its JSON.
    """

    document: Document

    @property
    def uid(self) -> str:
        """What names it in links; its title where it has none."""
        return str(self.document.get("uid") or self.title)

    @property
    def title(self) -> str:
        """Its title."""
        return str(self.document.get("title") or "A dashboard")

    @property
    def panels(self) -> tuple[Document, ...]:
        """All panels, also of closed rows, and no rows."""
        return tuple(_panels(documents(self.document.get("panels"))))

    @property
    def variables(self) -> tuple[Document, ...]:
        """What the viewer chooses at its top."""
        return documents(_within(self.document, "templating").get("list"))

    @property
    def annotations(self) -> tuple[Document, ...]:
        """The queries whose answers are marked in all charts."""
        return documents(_within(self.document, "annotations").get("list"))


def documents(value: object) -> tuple[Document, ...]:
    """Return the mappings of a list; nothing of what is no list."""
    if not isinstance(value, Sequence):
        return ()
    return tuple(each for each in value if isinstance(each, Mapping))


def _panels(panels: Sequence[Document]) -> Iterator[Document]:
    for panel in panels:
        if panel.get("type") == "row":
            yield from _panels(documents(panel.get("panels")))
        else:
            yield panel


def _within(document: Document, key: str) -> Document:
    value = document.get(key)
    return value if isinstance(value, Mapping) else {}
