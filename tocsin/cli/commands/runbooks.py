"""`tocsin runbooks`: which alarms lack a page, and a page to begin with."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Column, Table

from tocsin.cli.completion import stage_names
from tocsin.cli.options import AsJson
from tocsin.cli.problem_data import problem_data
from tocsin.cli.terminal import ExitCode, about, counted, output, refuse
from tocsin.cli.viewpoint import PlannedViewpoint, read_plans
from tocsin.cli.viewpoint_file import DEFAULT_VIEWPOINT, ViewpointFile
from tocsin.diagnostics import InvalidInputError, terminal_text
from tocsin.runbooks import (
    NeededPage,
    RunbookReview,
    list_lines,
    page_source,
    page_text,
    review_runbooks,
)
from tocsin.viewpoint import Viewpoint, with_positions

Stage = Annotated[
    str | None,
    typer.Option(
        "--stage",
        "-s",
        help="Count the alarms of this stage alone.",
        autocompletion=stage_names,
    ),
]
Write = Annotated[
    bool,
    typer.Option(
        "--write",
        help="Begin each page that is missing, and write those anew that the viewpoint makes; "
        "what people wrote stays.",
    ),
]
Folder = Annotated[
    Path | None,
    typer.Option("--folder", help="Where the pages are; runbooks/ beside the viewpoint."),
]

_LIST = "README.md"


def run(
    viewpoint: ViewpointFile = DEFAULT_VIEWPOINT,
    *,
    stage: Stage = None,
    folder: Folder = None,
    write: Write = False,
    as_json: AsJson = False,
) -> None:
    """List the alarms that lack a runbook, and links in runbooks that lead nowhere.

    With --write, a page is begun for each of them in the one structure, with what the viewpoint and
    the catalogue know, and commands for its type. Pages for lost data, with the commands of each
    data store, are written from the viewpoint alone, and anew when it changes. All stages count
    unless one is named.
    """
    read = read_plans(viewpoint, stage)
    place = folder or viewpoint.parent / "runbooks"
    if place.exists() and not place.is_dir():
        fix = "name a folder with --folder"
        raise refuse([about(place, "file/not-a-folder", "it is not a folder", fix)])
    review = _review(place, read)
    written = _write(place, review, _shown(read)) if write else ()
    if written:
        review = _review(place, read)
    problems = with_positions(review.problems, read.source)
    if as_json:
        data = {**_data(review), "written": [str(path) for path in written]}
        data["problems"] = [problem_data(problem) for problem in problems]
        output().print_json(json.dumps(data))
    else:
        for path in written:
            output().print(f"wrote {path}", soft_wrap=True)
        for problem in problems:
            output().print(terminal_text(problem), soft_wrap=True)
        _show(output(), place, review)
        if written:
            _show_lines(output(), place / _LIST, review)
    if review.missing or review.outdated or problems:
        raise typer.Exit(ExitCode.PROBLEMS_FOUND)


def _review(place: Path, read: PlannedViewpoint) -> RunbookReview:
    return review_runbooks(place, read.viewpoint, read.plans, own_types=read.own_types)


def _shown(read: PlannedViewpoint) -> Viewpoint:
    """Return what holds in the stage that pages show: the first that is kept."""
    first = min(read.plans, key=lambda plan: not plan.retain)
    return read.viewpoint.of_stage(first.stage)


def _write(place: Path, review: RunbookReview, viewpoint: Viewpoint) -> tuple[Path, ...]:
    written = []
    try:
        for page in review.missing:
            path = place / page.path
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8") as file:
                file.write(page_text(page, viewpoint, review.needed))
            written.append(path)
        for outdated in review.outdated:
            path = place / outdated.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(outdated.text, encoding="utf-8")
            written.append(path)
    except OSError as error:
        what = f"the file or folder cannot be written: {error.strerror}"
        problem = about(error.filename or place, "file/not-writable", what, "name another --folder")
        raise refuse([problem]) from error
    return tuple(written)


def _data(review: RunbookReview) -> dict[str, object]:
    return {
        "missing": [_page_data(page) for page in review.missing],
        "drafts": list(review.drafts),
        "outdated": [page.path for page in review.outdated],
        "unused": list(review.unused),
    }


def _page_data(page: NeededPage) -> Mapping[str, object]:
    return {
        "path": page.path,
        "title": page.title,
        "severity": page.severity,
        "alarms": [alarm.name for alarm in page.alarms],
    }


def _show(console: Console, place: Path, review: RunbookReview) -> None:
    needed = counted(len(review.needed), "page")
    if review.missing:
        console.print(_table(review.missing))
        said = f"{len(review.missing)} of {needed} are missing in {place}; --write begins them."
        console.print(said, soft_wrap=True)
    else:
        console.print(f"Every alarm has its page: {needed} in {place}.", soft_wrap=True)
    if review.outdated:
        said = counted(len(review.outdated), "page")
        console.print(f"{said} for lost data not as the viewpoint is now; --write writes them:")
        for page in review.outdated:
            console.print(f"  {page.path}", soft_wrap=True)
    if review.drafts:
        said = counted(len(review.drafts), "page")
        console.print(f"{said} to complete: a line with DRAFT says so.")
    if review.unused:
        console.print(f"{counted(len(review.unused), 'page')} of no alarm of this viewpoint.")


def _show_lines(console: Console, listing: Path, review: RunbookReview) -> None:
    """Show what the list of pages lacks, if there is one: it is somebody's own text."""
    try:
        text = page_source(listing)
    except InvalidInputError:
        return  # the review says it
    lines = list_lines((*review.needed, *review.of_data), text)
    if lines:
        console.print(f"\nAdd to the list in {listing}:", soft_wrap=True)
    for line in lines:
        console.print(line, soft_wrap=True)


def _table(missing: tuple[NeededPage, ...]) -> Table:
    table = Table("severity", Column("page", overflow="fold"), Column("alarms", justify="right"))
    for page in missing:
        table.add_row(page.severity, page.path, str(len(page.alarms)))
    return table
