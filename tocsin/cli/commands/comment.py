"""`tocsin comment`: keeps a comment on a pull request up to date."""

import re
from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.comment_place import run_page, thread_of
from tocsin.cli.terminal import about, give_up, output, refuse, remark
from tocsin.comments import CommentFailure, Kept, keep_comment
from tocsin.diagnostics import InvalidInputError, printable_line, quoted, read_text_file

_LARGEST = 10_000_000
_NAME = re.compile("[a-z0-9][a-z0-9-]{0,59}")

File = Annotated[
    Path,
    typer.Argument(metavar="FILE", help="What it says, in Markdown.", show_default=False),
]
To = Annotated[
    str | None,
    typer.Option(
        "--to",
        metavar="PULL-REQUEST",
        help="github:owner/name#12 or gitlab:group/project!34; else that of the pipeline.",
    ),
]
Name = Annotated[
    str,
    typer.Option(
        "--name",
        metavar="NAME",
        help="What the comment is called: of each name there is one on a pull request.",
    ),
]


def run(file: File, *, to: To = None, name: Name = "review") -> None:
    """Keep a comment on a pull request up to date: it is found again, and edited.

    The token is read from GITHUB_TOKEN, or from GITLAB_TOKEN.
    """
    if not _NAME.fullmatch(name):
        what = f"{quoted(name)} is not a name of a comment"
        fix = "write small letters, digits and hyphens"
        raise refuse([about("--name", "option/invalid-value", what, fix)])
    try:
        text = read_text_file(file, maximum_bytes=_LARGEST, too_large="a comment is much shorter")
    except InvalidInputError as error:
        raise refuse(error.problems) from error
    try:
        thread = thread_of(to)
        kept = keep_comment(thread, name, f"{text}{_more()}")
    except CommentFailure as failure:
        raise give_up([failure.problem]) from failure
    output().print(printable_line(_said(kept, thread.name)), soft_wrap=True, markup=False)
    if kept.left:
        remark(f"{kept.left} older comments of this name could not be deleted")


def _more() -> str:
    """Return where there is more than a comment may have; perhaps nothing."""
    page = run_page()
    return f"\n<sub>[The run that wrote this, with all it has made]({page})</sub>\n" if page else ""


def _said(kept: Kept, where: str) -> str:
    deleted = f"; deleted {kept.deleted} older of this name" if kept.deleted else ""
    url = f": {kept.url}" if kept.url else ""
    return f"{kept.how} the comment on {where}{deleted}{url}"
