"""Keeps one comment of a thread up to date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tocsin.comments.body import marked, marker_line
from tocsin.comments.failure import CommentFailure

if TYPE_CHECKING:
    from tocsin.comments.thread import Comment, Thread


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What was done.

    Attributes:
        how: Whether the comment was new, was edited, or had the text already.
        url: Where people read it; empty if the forge does not say.
        deleted: How many others of the marker were deleted.
        left: How many of them could not be.
    """

    how: Literal["created", "edited", "unchanged"]
    url: str
    deleted: int = 0
    left: int = 0


def keep_comment(thread: Thread, name: str, text: str) -> Kept:
    """Let a thread have one comment of a name, with this text.

    Only what the owner of the token wrote is taken for it: anybody may copy a marker.

    Args:
        thread: The pull request.
        name: What the comment is called: it is the marker by which it is found again.
        text: What it says, in Markdown.

    Raises:
        CommentFailure: The forge does not do it.
    """
    body = marked(name, text)
    own = _own(thread, name)
    first, others = (own[0] if own else None), own[1:]
    deleted = sum(_is_deleted(thread, each) for each in others)
    how, comment = _put(thread, first, body)
    return Kept(how=how, url=comment.url, deleted=deleted, left=len(others) - deleted)


def _own(thread: Thread, name: str) -> list[Comment]:
    line = marker_line(name)
    found = [each for each in thread.comments() if each.body.lstrip().startswith(line)]
    if not found:
        return []
    me = thread.me()
    return [each for each in found if me is None or each.author == me]


def _put(
    thread: Thread, comment: Comment | None, body: str
) -> tuple[Literal["created", "edited", "unchanged"], Comment]:
    if comment is not None:
        # Forges give line ends back as browsers send them, and cut what is white at the end.
        if comment.body.replace("\r\n", "\n").strip() == body.strip():
            return "unchanged", comment
        edited = thread.edit(comment, body)
        if edited is not None:
            return "edited", edited
    return "created", thread.create(body)


def _is_deleted(thread: Thread, comment: Comment) -> bool:
    try:
        thread.delete(comment)
    except CommentFailure:
        # One that is too many is the smaller trouble.
        return False
    return True
