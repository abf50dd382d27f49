"""The comments of a pull request of GitHub.

https://docs.github.com/en/rest/issues/comments
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from tocsin.comments.api import Api
from tocsin.comments.failure import CommentFailure, refused
from tocsin.comments.thread import Comment, identity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tocsin.comments.answer import Answer

_GONE = (404, 410)
_WHO = "{viewer{login}}"
_NO_RIGHT = (
    "let the job have `permissions: pull-requests: write`; on a pull request from a fork the "
    "token only reads, whatever the job says: let a second workflow comment (docs/review.md)"
)
_FIXES = {
    401: "give a token that is still valid in GITHUB_TOKEN",
    403: _NO_RIGHT,
    404: "name a pull request that is there, and give a token that may read its repository",
}


def github_api(
    url: str, token: str, *, wait: Callable[[float], None], now: Callable[[], float]
) -> Api:
    """Return the API of GitHub at an address, for the owner of a token."""
    headers = {
        "Accept": "application/vnd.github+json",
        "Authorization": f"Bearer {token}",
        "User-Agent": "tocsin",
        "X-GitHub-Api-Version": "2022-11-28",
    }
    return Api(url=url.rstrip("/"), headers=headers, wait=wait, now=now)


@dataclass(frozen=True, slots=True, kw_only=True)
class GithubThread:
    """The comments of a pull request.

    Attributes:
        api: The API of the GitHub that has it.
        repository: As `owner/name`.
        number: The number of the pull request.
    """

    api: Api
    repository: str
    number: int

    @property
    def name(self) -> str:
        """What people call it."""
        return f"{self.repository}#{self.number}"

    def me(self) -> str | None:
        """Return the login of the token's owner, as comments have it; None if it does not tell.

        A token of Actions may not ask `/user`, and is told who it is by GraphQL.
        """
        answer = self.api.ask("POST", self._graphql, {"query": _WHO})
        login = answer.data if answer.is_ok else None
        for key in ("data", "viewer", "login"):
            login = login.get(key) if isinstance(login, dict) else None
        return login if isinstance(login, str) else None

    def comments(self) -> Iterator[Comment]:
        """Yield all comments, the oldest first."""
        path = f"{self._issue}/comments?per_page=100"
        yield from map(_comment, self.api.pages(path, self._failure))

    def create(self, body: str) -> Comment:
        """Write a comment."""
        return _comment(self._done(self.api.ask("POST", f"{self._issue}/comments", {"body": body})))

    def edit(self, comment: Comment, body: str) -> Comment | None:
        """Give a comment another text; None if it is gone."""
        answer = self.api.ask("PATCH", self._of(comment), {"body": body})
        return None if answer.status in _GONE else _comment(self._done(answer))

    def delete(self, comment: Comment) -> None:
        """Delete a comment, if it is still there."""
        answer = self.api.ask("DELETE", self._of(comment))
        if answer.status not in _GONE:
            self._done(answer)

    @property
    def _graphql(self) -> str:
        """Of a GitHub Enterprise Server, REST is below `/api/v3` and GraphQL at `/api/graphql`."""
        parts = urlsplit(self.api.url)
        path = parts.path.removesuffix("/v3")
        return f"{parts.scheme}://{parts.netloc}{path}/graphql"

    @property
    def _issue(self) -> str:
        return f"{_repository(self.repository)}/issues/{self.number}"

    def _of(self, comment: Comment) -> str:
        return f"{_repository(self.repository)}/issues/comments/{comment.id}"

    def _done(self, answer: Answer) -> Any:  # noqa: ANN401 - whatever JSON says
        if not answer.is_ok:
            raise self._failure(answer)
        return answer.data

    def _failure(self, answer: Answer) -> CommentFailure:
        return refused(self.name, answer, fix=_FIXES.get(answer.status, ""))


def pull_request_of(api: Api, repository: str, *, head: str, commit: str) -> int | None:
    """Return the number of the open pull request of a branch, if it is at a commit.

    What ran for a pull request from a fork tells no number that can be trusted, but GitHub tells
    whose branch it was, and at which commit.

    Args:
        api: The API of GitHub.
        repository: Where the pull request is.
        head: The branch it would merge, as `owner:branch`.
        commit: What that has to be at.

    Raises:
        CommentFailure: GitHub does not tell.
    """
    query = f"?state=open&per_page=100&head={quote(head, safe='')}"

    def failed(answer: Answer) -> CommentFailure:
        return refused(repository, answer, fix=_FIXES.get(answer.status, ""))

    query = f"?state=open&per_page=100&head={quote(head, safe='')}"
    found = api.pages(f"{_repository(repository)}/pulls{query}", failed)
    return next((each["number"] for each in found if each["head"]["sha"] == commit), None)


def _repository(name: str) -> str:
    return f"/repos/{quote(name, safe='/')}"


def _comment(data: Any) -> Comment:  # noqa: ANN401 - whatever JSON says
    return Comment(
        id=identity(data),
        body=data.get("body") or "",
        author=(data.get("user") or {}).get("login") or "",
        url=data.get("html_url") or "",
    )
