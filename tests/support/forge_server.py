"""A GitHub and a GitLab on this machine, as far as comments need them: in memory, over real HTTP.

https://docs.github.com/en/rest/issues/comments
https://docs.gitlab.com/api/notes/#merge-requests
"""

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

Json = dict[str, Any]
Reply = tuple[int, Any, dict[str, str]]

WRITER, READER = "token-of-a-writer", "token-of-a-reader"
BOT = "github-actions[bot]"
_LONGEST = 65_536
_COMMENTS = re.compile(
    r"(?:/repos/acme/shop/issues|/projects/acme%2Fshop/merge_requests)/12/(?:comments|notes)"
)
_COMMENT = re.compile(r"/repos/acme/shop/issues/comments/(\d+)|/projects/.*/notes/(\d+)")
_FORK = "Resource not accessible by integration"


@dataclass
class ForgeServer:
    """What it keeps, what was asked, and what it answers in place of the truth.

    Attributes:
        url: Where it is.
        comments: Of the only pull request, number 12 of acme/shop: id, author and text.
        page_size: How many comments a page has, whatever is asked for.
        pulls: Open pull requests: number, whose branch, and its commit.
        asked: Each request, as `GET /repos/acme/shop/issues/12/comments`.
        instead: Answers that come before the truth, each once: the begin of a request, status,
            headers and document.
    """

    url: str = ""
    comments: list[Json] = field(default_factory=list)
    page_size: int = 100
    pulls: list[tuple[int, str, str]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    instead: list[tuple[str, int, dict[str, str], object]] = field(default_factory=list)
    made: int = 0

    @property
    def texts(self) -> list[str]:
        """The texts of all comments, the oldest first."""
        return [each["body"] for each in self.comments]

    def write(self, body: str, author: str = BOT) -> Json:
        """Let somebody write a comment."""
        self.made += 1
        comment = {"id": self.made, "author": author, "body": body}
        self.comments.append(comment)
        return comment

    def answer(self, method: str, target: str, token: str, body: Json | None) -> Reply:
        """Return status, document and headers of an answer."""
        path, query = urlsplit(target).path, parse_qs(urlsplit(target).query)
        if token not in {WRITER, READER}:
            return 401, {"message": "Bad credentials"}, {}
        known: dict[str, Callable[[], Any]] = {
            "/graphql": lambda: {"data": {"viewer": {"login": BOT}}},
            "/user": lambda: {"id": BOT},
            "/repos/acme/shop/pulls": lambda: self._pulls(query["head"][0]),
        }
        if path in known:
            return 200, known[path](), {}
        if method != "GET" and token == READER:
            return 403, {"message": _FORK}, {}
        return _invalid(body) or self._about_comments(method, path, query, body or {})

    def _about_comments(
        self, method: str, path: str, query: dict[str, list[str]], body: Json
    ) -> Reply:
        if _COMMENTS.fullmatch(path):
            return self._list(path, query) if method == "GET" else self._create(body)
        if match := _COMMENT.fullmatch(path):
            return self._change(method, int(match[1] or match[2]), body)
        return 404, {"message": "Not Found"}, {}

    def _list(self, path: str, query: dict[str, list[str]]) -> Reply:
        page = int(query.get("page", ["1"])[0])
        first = (page - 1) * self.page_size
        found = self.comments[first : first + self.page_size]
        is_last = first + self.page_size >= len(self.comments)
        following = f"{self.url}{path}?{urlencode({'page': page + 1})}"
        links = f'<{self.url}{path}?page=1>; rel="first"'
        links += "" if is_last else f', <{following}>; rel="next"'
        return 200, [self._shown(each) for each in found], {"Link": links}

    def _create(self, body: Json) -> Reply:
        return 201, self._shown(self.write(body["body"])), {}

    def _change(self, method: str, number: int, body: Json) -> Reply:
        found = next((each for each in self.comments if each["id"] == number), None)
        if found is None:
            return 404, {"message": "Not Found"}, {}
        if method == "DELETE":
            self.comments.remove(found)
            return 204, None, {}
        found["body"] = body["body"]
        return 200, self._shown(found), {}

    def _shown(self, comment: Json) -> Json:
        who = {"login": comment["author"], "id": comment["author"]}
        url = f"https://github.example/acme/shop/pull/12#issuecomment-{comment['id']}"
        return {**comment, "user": who, "author": who, "html_url": url, "system": False}

    def _pulls(self, head: str) -> list[Json]:
        return [
            {"number": number, "head": {"sha": commit}}
            for number, whose, commit in self.pulls
            if whose == head
        ]


def _invalid(body: Json | None) -> Reply | None:
    if body is None:
        return None
    errors: list[Json] = []
    if not body.get("body", "").strip():
        errors.append({"code": "missing_field"})
    elif len(body["body"]) > _LONGEST:
        errors.append({"message": f"Body is too long (maximum is {_LONGEST} characters)"})
    return (422, {"message": "Validation Failed", "errors": errors}, {}) if errors else None


@contextmanager
def forge_server() -> Iterator[ForgeServer]:
    """Run one as long as the context lasts."""
    state = ForgeServer()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def _answer(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length)) if length else None
            asked = f"{self.command} {self.path}"
            state.asked.append(asked)
            for index, (begin, status, headers, document) in enumerate(state.instead):
                if asked.startswith(begin):
                    del state.instead[index]
                    return self._send(status, document, headers)
            bearer = (self.headers.get("Authorization") or "").removeprefix("Bearer ")
            token = bearer or self.headers.get("PRIVATE-TOKEN") or ""
            return self._send(*state.answer(self.command, self.path, token, body))

        def _send(self, status: int, document: object, headers: dict[str, str]) -> None:
            content = b"" if document is None else json.dumps(document).encode()
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(content))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        # So http.server calls them.
        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _answer  # noqa: N815

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
