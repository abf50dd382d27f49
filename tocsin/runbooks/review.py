"""Compares a folder of runbooks with what the stages of a viewpoint need."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from tocsin.catalogue import ResourceType
from tocsin.diagnostics import InvalidInputError, Location, Problem, quoted
from tocsin.plan import Plan
from tocsin.runbooks.links import broken_links
from tocsin.runbooks.markdown_page import page_source
from tocsin.runbooks.needed_page import NeededPage, needed_pages
from tocsin.runbooks.page_text import DRAFT_MARK
from tocsin.runbooks.recovery import WRITTEN_MARK, RecoveryPage, recovery_pages
from tocsin.runbooks.repository import repository_root
from tocsin.viewpoint import UNNAMED, Viewpoint

_IN_A_REPOSITORY = re.compile(r"/(?:blob|tree|src)/[^/]+/")
"""How addresses of files go on behind the name of a repository, at GitHub, GitLab and Bitbucket."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunbookReview:
    """What is there, and what is not.

    Attributes:
        needed: The pages that alarms and events lead to.
        of_data: The pages for lost data, as they are to be.
        missing: The pages of alarms and events that are not there.
        drafts: The paths of needed pages that nobody has completed yet.
        outdated: The pages for lost data that are not there, or not as the viewpoint is now.
        unused: The paths of pages to which nothing of the viewpoint leads.
        problems: Links that lead nowhere, and an address that is not that of the folder.
    """

    needed: tuple[NeededPage, ...]
    of_data: tuple[RecoveryPage, ...]
    missing: tuple[NeededPage, ...]
    drafts: tuple[str, ...]
    outdated: tuple[RecoveryPage, ...]
    unused: tuple[str, ...]
    problems: tuple[Problem, ...]


def review_runbooks(
    folder: Path,
    viewpoint: Viewpoint,
    plans: Iterable[Plan],
    *,
    own_types: Mapping[str, ResourceType] = MappingProxyType({}),
) -> RunbookReview:
    """Compare the pages below *folder* with what a viewpoint needs.

    Args:
        folder: Where the pages are.
        viewpoint: The viewpoint, with what its stages change.
        plans: The plans of its stages; there is one.
        own_types: Resource types beside those of the catalogue, by name.
    """
    plans = tuple(plans)
    first = min(plans, key=lambda plan: not plan.retain)
    needed = needed_pages(plans, own_types)
    pages = sorted(folder.rglob("*.md")) if folder.is_dir() else []
    there = [page.relative_to(folder).as_posix() for page in pages]
    of_data = recovery_pages(plans, viewpoint)
    wanted = {page.path for page in needed} | {page.path for page in of_data}
    return RunbookReview(
        needed=needed,
        of_data=of_data,
        missing=tuple(page for page in needed if page.path not in there),
        drafts=tuple(path for path in there if path in wanted and _is_draft(folder / path)),
        outdated=tuple(page for page in of_data if not _is_as_written(folder / page.path, page)),
        unused=tuple(path for path in there if "/" in path and path not in wanted),
        problems=(
            *_address_problems(folder, viewpoint.of_stage(first.stage)),
            *broken_links(pages),
        ),
    )


def _is_as_written(path: Path, page: RecoveryPage) -> bool:
    """Tell whether a page is there, as it would be written now or as somebody else has it."""
    if not path.exists():
        return False
    try:
        text = page_source(path)
    except InvalidInputError:
        return True  # what is wrong with it is said when its links are read
    return text == page.text or WRITTEN_MARK not in text


def _is_draft(page: Path) -> bool:
    try:
        text = page_source(page)
    except InvalidInputError:
        return False  # what is wrong with it is said when its links are read
    return DRAFT_MARK in text


def _address_problems(folder: Path, viewpoint: Viewpoint) -> Iterator[Problem]:
    """Yield a problem if what people are sent does not lead to the folder."""
    match = _IN_A_REPOSITORY.search(viewpoint.runbooks)
    if match is None:
        return
    address = viewpoint.runbooks[match.end() :]
    where = _path_in_repository(folder)
    if f"/{address}".endswith(f"/{where}"):
        return
    yield Problem(
        kind="runbooks/other-address",
        where=Location(source=UNNAMED, key_path=("runbooks",)),
        what=f"people are sent to {quoted(address)}, and the pages are in {quoted(where)}",
        fix="name the folder with --folder, or correct the address",
    )


def _path_in_repository(folder: Path) -> str:
    path = folder.resolve()
    return path.relative_to(repository_root(folder) or path.parent).as_posix()


def list_lines(pages: Sequence[NeededPage | RecoveryPage], text: str) -> tuple[str, ...]:
    """Return the lines by which a list of pages in *text* lacks some of *pages*."""
    return tuple(
        f"- [{page.group}: {page.title}]({page.path})"
        for page in pages
        if f"]({page.path})" not in text
    )
