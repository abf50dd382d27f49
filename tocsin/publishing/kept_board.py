"""A dashboard as Grafana keeps it."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from tocsin.publishing.board import Board, Document, has_tag
from tocsin.publishing.connection import Connection


@dataclass(frozen=True, kw_only=True)
class KeptBoard:
    """A dashboard as Grafana keeps it.

    Attributes:
        document: The dashboard.
        folder_uid: Of its folder; empty at the root.
        provisioned: Where it comes from, if Grafana reads it from files or a repository itself.
    """

    document: Document
    folder_uid: str
    provisioned: str

    @classmethod
    def find(cls, grafana: Connection, uid: str) -> "KeptBoard | None":
        """Return the dashboard with an identity, if there is one."""
        found = grafana.get(board_path(uid))
        return None if found is None else cls.of(found)

    @classmethod
    def of(cls, found: dict[str, Any]) -> "KeptBoard":
        """Return what Grafana answers."""
        meta = found.get("meta") or {}
        source = meta.get("provisionedExternalId") or "files or a repository"
        return cls(
            document=found.get("dashboard") or {},
            folder_uid=str(meta.get("folderUid") or ""),
            provisioned=str(source) if meta.get("provisioned") else "",
        )

    @property
    def version(self) -> int:
        """How often it was kept; who changes it says which version was read."""
        return int(self.document.get("version") or 0)

    def is_owned(self, tag: str) -> bool:
        """Tell whether it was published for the stage that has the tag."""
        return has_tag(self.document, tag)


def board_path(uid: str) -> str:
    """Return the path of the dashboard with an identity."""
    return f"/api/dashboards/uid/{quote(uid, safe='')}"


def body_of(
    board: Board, *, tag: str, folder_uid: str, version: int, message: str
) -> dict[str, Any]:
    """Return what Grafana is asked to keep.

    It overwrites nothing but the version that was read: who has changed the dashboard since loses
    nothing.
    """
    return {
        "dashboard": {**board.owned(tag), "version": version},
        "folderUid": folder_uid,
        "message": message,
        "overwrite": False,
    }
