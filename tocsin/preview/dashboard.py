"""A dashboard in Grafana's classic schema, as far as its data depend on it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tocsin.preview.tidy import mappings, tidy_panels

Document = Mapping[str, Any]
"""A part of a dashboard's JSON; nothing is taken for granted about what a file holds."""


@dataclass(frozen=True)
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
        return tuple(_panels(mappings(self.shown["panels"])))

    @cached_property
    def shown(self) -> Document:
        """What the page draws: the dashboard with panels as it expects them."""
        panels = tidy_panels(self.document.get("panels"))
        return {**self.document, "uid": self.uid, "title": self.title, "panels": panels}

    @property
    def variables(self) -> tuple[Document, ...]:
        """What the viewer chooses at its top."""
        return mappings(_within(self.document, "templating").get("list"))

    @property
    def annotations(self) -> tuple[Document, ...]:
        """The queries whose answers are marked in all charts."""
        return mappings(_within(self.document, "annotations").get("list"))


def _panels(panels: Sequence[Document]) -> Iterator[Document]:
    for panel in panels:
        if panel.get("type") == "row":
            yield from _panels(mappings(panel.get("panels")))
        else:
            yield panel


def _within(document: Document, key: str) -> Document:
    value = document.get(key)
    return value if isinstance(value, Mapping) else {}
