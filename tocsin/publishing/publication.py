"""Dashboards of a stage, brought into a Grafana."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tocsin.publishing.board import Board, owner_tag
from tocsin.publishing.connection import Connection
from tocsin.publishing.data_sources import (
    DataSource,
    look_at_data_sources,
    make_data_source,
)
from tocsin.publishing.failure import PublishingFailure
from tocsin.publishing.folder import Folder, delete_if_empty, own_folder_uid
from tocsin.publishing.kept_board import KeptBoard, board_path
from tocsin.publishing.outcome import Outcome
from tocsin.publishing.saving import Saving, not_ours

_MOST_FOUND = 5_000

Tell = Callable[[Outcome], None]


@dataclass(frozen=True, kw_only=True)
class Publication:
    """What is published.

    Attributes:
        system: Of which system.
        stage: Of which of its stages.
        boards: Its dashboards.
        folder: Title of the folder that has them.
        adopt: Whether dashboards that others have made with the same identity are taken over.
        delete_gone: Whether dashboards are deleted that were published before and are gone.
        data_sources: Those that are made where Grafana has none of their kind.
        message: Kept with each version.
    """

    system: str
    stage: str
    boards: tuple[Board, ...]
    folder: str
    adopt: bool = False
    delete_gone: bool = False
    data_sources: tuple[DataSource, ...] = ()
    message: str = "Published by tocsin"

    @property
    def tag(self) -> str:
        """By which what was published is known."""
        return owner_tag(self.system, self.stage)


def publish(
    grafana: Connection, publication: Publication, *, dry: bool = False, tell: Tell = lambda _: None
) -> tuple[Outcome, ...]:
    """Bring dashboards into a Grafana, and return what was done, or would be.

    All of it is looked at before anything is changed: where one dashboard is refused, none is
    published.

    Args:
        grafana: The Grafana.
        publication: What is published.
        dry: Whether nothing is changed.
        tell: Told what was done, as soon as it was.

    Raises:
        PublishingFailure: A dashboard is not ours to change, or Grafana does not take it.
    """
    outcomes = []
    for outcome in _published(grafana, publication, dry=dry):
        outcomes.append(outcome)
        tell(outcome)
    return tuple(outcomes)


def withdraw(
    grafana: Connection, *, system: str, stage: str, tell: Tell = lambda _: None
) -> tuple[Outcome, ...]:
    """Delete what was published for a stage, and its folder if nothing else is in it.

    What people have made stays, and so do data sources, which other dashboards may use.
    """
    nothing = Publication(system=system, stage=stage, boards=(), folder="", delete_gone=True)
    outcomes = [*_gone(grafana, nothing)]
    for each in outcomes:
        grafana.delete(board_path(each.uid))
        tell(each)
    folder = delete_if_empty(grafana, own_folder_uid(system, stage))
    if folder is not None:
        outcomes.append(folder)
        tell(folder)
    return tuple(outcomes)


def _published(grafana: Connection, publication: Publication, *, dry: bool) -> Iterator[Outcome]:
    uid = own_folder_uid(publication.system, publication.stage)
    folder = Folder.find(grafana, title=publication.folder, own_uid=uid)
    savings = [
        Saving.find(grafana, board, tag=publication.tag, adopt=publication.adopt)
        for board in publication.boards
    ]
    _check_ours(savings)
    gone = [*_gone(grafana, publication)]
    sources = [*look_at_data_sources(grafana, publication.data_sources)]
    if folder.outcome.is_change and not dry:
        folder.save(grafana)
    yield folder.outcome
    for source, outcome in sources:
        if outcome.is_change and not dry:
            make_data_source(grafana, source)
        yield outcome
    for saving in savings:
        outcome = saving.outcome(folder)
        if outcome.is_change and not dry:
            saving.save(grafana, folder_uid=folder.uid, message=publication.message)
        yield outcome
    for outcome in gone:
        if outcome.is_change and not dry:
            grafana.delete(board_path(outcome.uid))
        yield outcome


def _check_ours(savings: Sequence[Saving]) -> None:
    """Refuse to change what publishing did not make.

    Raises:
        PublishingFailure: It names all of them.
    """
    provisioned = [each.board.title for each in savings if each.kept and each.kept.provisioned]
    if provisioned:
        what = f"Grafana reads them from files or a repository itself: {', '.join(provisioned)}"
        fix = "provision dashboards or publish them, but not both"
        raise PublishingFailure("grafana/provisioned", what, fix, where="dashboards")
    foreign = [each for each in savings if each.is_foreign]
    if foreign:
        raise not_ours(foreign)


def _gone(grafana: Connection, publication: Publication) -> Iterator[Outcome]:
    """Yield what becomes of dashboards that were published for the stage before, and are gone."""
    found = grafana.get("/api/search", type="dash-db", tag=publication.tag, limit=_MOST_FOUND)
    wanted = {board.uid for board in publication.boards}
    for uid in sorted({str(each["uid"]) for each in found or ()} - wanted):
        kept = KeptBoard.find(grafana, uid)
        # What the search finds may be older than what is kept.
        if kept is None or not kept.is_owned(publication.tag):
            continue
        why = "it was published before, and is gone"
        if not publication.delete_gone:
            why += "; it is deleted if that is asked for"
        yield Outcome(
            action="delete" if publication.delete_gone else "leave",
            thing="dashboard",
            name=str(kept.document.get("title", uid)),
            uid=uid,
            why=why,
        )
