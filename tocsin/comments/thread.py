"""Where comments stand: a pull request, or a merge request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from tocsin.comments.failure import CommentFailure

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A comment.

    Attributes:
        id: What the forge calls it.
        body: Its text, in Markdown.
        author: What the forge calls whoever wrote it.
        url: Where people read it; empty if it does not say.
    """

    id: str
    body: str
    author: str
    url: str = ""


class Thread(Protocol):
    """The comments of one pull request; what cannot be done raises `CommentFailure`."""

    @property
    def name(self) -> str:
        """What people call it."""

    def me(self) -> str | None:
        """Return what the forge calls whoever has the token; None if it does not tell."""

    def comments(self) -> Iterator[Comment]:
        """Yield all comments, the oldest first."""

    def create(self, body: str) -> Comment:
        """Write a comment."""

    def edit(self, comment: Comment, body: str) -> Comment | None:
        """Give a comment another text; None if it is gone."""

    def delete(self, comment: Comment) -> None:
        """Delete a comment, if it is still there."""


def identity(data: Any) -> str:  # noqa: ANN401 - whatever JSON says
    """Return what a forge calls a comment that it answers.

    Raises:
        CommentFailure: It is no comment that was answered.
    """
    if isinstance(data, dict) and "id" in data:
        return str(data["id"])
    what = "it answers with something that is not a comment"
    fix = "give the address of the API: a page for people, or for signing in, is another one"
    raise CommentFailure("comment/unreadable", "the forge", what, fix)
