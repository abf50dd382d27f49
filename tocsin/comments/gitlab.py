"""The notes of a merge request of GitLab.

https://docs.gitlab.com/api/notes/#merge-requests
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from tocsin.comments.api import Api
from tocsin.comments.failure import CommentFailure, refused
from tocsin.comments.thread import Comment, identity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tocsin.comments.answer import Answer

_GONE = 404
_MAY = "give a token of the project with the role Reporter and the scope `api` in GITLAB_TOKEN"
_FIXES = {
    401: _MAY,
    403: f"{_MAY}; the token of a job (CI_JOB_TOKEN) may not write notes",
    404: f"name a merge request that is there; {_MAY}",
}


def gitlab_api(
    url: str, token: str, *, wait: Callable[[float], None], now: Callable[[], float]
) -> Api:
    """Return the API of GitLab at an address, for the owner of a token."""
    headers = {"PRIVATE-TOKEN": token, "User-Agent": "tocsin"}
    return Api(url=url.rstrip("/"), headers=headers, wait=wait, now=now)


@dataclass(frozen=True, slots=True, kw_only=True)
class GitlabThread:
    """The notes of a merge request.

    Attributes:
        api: The API of the GitLab that has it.
        project: Its id, or its path as `group/project`.
        number: The number of the merge request in the project.
    """

    api: Api
    project: str
    number: int

    @property
    def name(self) -> str:
        """What people call it."""
        return f"{self.project}!{self.number}"

    def me(self) -> str | None:
        """Return the id of the token's owner; None if GitLab does not tell."""
        answer = self.api.ask("GET", "/user")
        found = answer.data.get("id") if answer.is_ok and isinstance(answer.data, dict) else None
        return None if found is None else str(found)

    def comments(self) -> Iterator[Comment]:
        """Yield all notes that people and programs wrote, the oldest first."""
        path = f"{self._notes}?per_page=100&order_by=created_at&sort=asc"
        for each in self.api.pages(path, self._failure):
            note = _comment(each)
            if not each.get("system"):
                yield note

    def create(self, body: str) -> Comment:
        """Write a note."""
        return _comment(self._done(self.api.ask("POST", self._notes, {"body": body})))

    def edit(self, comment: Comment, body: str) -> Comment | None:
        """Give a note another text; None if it is gone."""
        answer = self.api.ask("PUT", f"{self._notes}/{comment.id}", {"body": body})
        return None if answer.status == _GONE else _comment(self._done(answer))

    def delete(self, comment: Comment) -> None:
        """Delete a note, if it is still there."""
        answer = self.api.ask("DELETE", f"{self._notes}/{comment.id}")
        if answer.status != _GONE:
            self._done(answer)

    @property
    def _notes(self) -> str:
        return f"/projects/{quote(self.project, safe='')}/merge_requests/{self.number}/notes"

    def _done(self, answer: Answer) -> Any:  # noqa: ANN401 - whatever JSON says
        if not answer.is_ok:
            raise self._failure(answer)
        return answer.data

    def _failure(self, answer: Answer) -> CommentFailure:
        return refused(self.name, answer, fix=_FIXES.get(answer.status, ""))


def _comment(data: Any) -> Comment:  # noqa: ANN401 - whatever JSON says
    return Comment(
        id=identity(data),
        body=data.get("body") or "",
        author=str((data.get("author") or {}).get("id") or ""),
    )
