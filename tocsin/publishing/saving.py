"""What becomes of one dashboard, and how it is kept."""

from dataclasses import dataclass
from http import HTTPStatus

from tocsin.publishing.answer import Answer, explained
from tocsin.publishing.board import Board
from tocsin.publishing.connection import Connection
from tocsin.publishing.failure import PublishingFailure
from tocsin.publishing.folder import Folder
from tocsin.publishing.kept_board import KeptBoard, body_of
from tocsin.publishing.outcome import Action, Outcome

_PATH = "/api/dashboards/db"
_TRIES = 3
"""How often a dashboard is read anew that changes while it is published."""


@dataclass(frozen=True, kw_only=True)
class Saving:
    """A dashboard that is to be kept.

    Attributes:
        board: The dashboard.
        kept: What Grafana has with its identity, if anything.
        tag: Of its owner.
        adopt: Whether it may be somebody else's.
    """

    board: Board
    kept: KeptBoard | None
    tag: str
    adopt: bool

    @classmethod
    def find(cls, grafana: Connection, board: Board, *, tag: str, adopt: bool) -> "Saving":
        """Return how *board* is kept, as Grafana is now."""
        kept = KeptBoard.find(grafana, board.uid)
        return cls(board=board, kept=kept, tag=tag, adopt=adopt)

    @property
    def is_foreign(self) -> bool:
        """Whether it is somebody else's, and is not to be taken over."""
        return self.kept is not None and not self.adopt and not self.kept.is_owned(self.tag)

    def outcome(self, folder: Folder) -> Outcome:
        """Return what is done with it."""
        action, why = self._action(folder)
        return Outcome(
            action=action, thing="dashboard", name=self.board.title, uid=self.board.uid, why=why
        )

    def _action(self, folder: Folder) -> tuple[Action, str]:
        if self.kept is None:
            return "create", ""
        if not self.kept.is_owned(self.tag):
            return "change", "it is taken over"
        if not self.board.is_like(self.kept.document, self.tag):
            return "change", ""
        if self.kept.folder_uid != folder.uid:
            return "move", f"into {folder.title}"
        return "keep", ""

    def save(self, grafana: Connection, *, folder_uid: str, message: str) -> None:
        """Have Grafana keep it.

        Raises:
            PublishingFailure: Grafana does not take it, or it became somebody else's meanwhile.
        """
        saving = self
        for _ in range(_TRIES):
            if saving.is_foreign:
                raise not_ours([saving])
            answer = grafana.ask("POST", _PATH, saving._body(folder_uid, message))
            if not _is_stale(answer):
                break
            saving = Saving.find(grafana, self.board, tag=self.tag, adopt=self.adopt)
        asked = f"POST {_PATH}: {self.board.title}"
        if answer.conflict == "name-exists":
            what = "another dashboard in the folder has this title"
            raise PublishingFailure("grafana/conflict", what, "rename or delete it", where=asked)
        explained(answer, asked)

    def _body(self, folder_uid: str, message: str) -> dict[str, object]:
        version = self.kept.version if self.kept else 0
        return body_of(
            self.board, tag=self.tag, folder_uid=folder_uid, version=version, message=message
        )


def not_ours(savings: list[Saving]) -> PublishingFailure:
    """Return the failure of being asked to change what publishing did not make."""
    names = ", ".join(
        f"{each.kept.document.get('title', '')} ({each.board.uid})" for each in savings if each.kept
    )
    what = f"tocsin did not publish what has these identities for this stage: {names}"
    fix = "delete them, or have them taken over, by --adopt or by adopt in the viewpoint"
    return PublishingFailure("grafana/not-ours", what, fix, where="dashboards")


def _is_stale(answer: Answer) -> bool:
    is_conflict = answer.status == HTTPStatus.PRECONDITION_FAILED
    return is_conflict and answer.conflict == "version-mismatch"
