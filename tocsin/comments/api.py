"""The API of a forge, over HTTP: JSON there and back, patient where it asks for patience."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from http.client import HTTPException
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import (
    BaseHandler,
    HTTPRedirectHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    build_opener,
)

from tocsin.comments.answer import Answer
from tocsin.comments.failure import CommentFailure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_LONGEST_ANSWER = 32_000_000
_MOST_PAGES = 200
_MOST_TRIES = 5
_NOT_ANSWERED = frozenset({500, 502, 503, 504})
"""By these the forge may have done something; only what changes nothing is asked again."""
_PAUSE = 2.0


class _NoRedirects(HTTPRedirectHandler):
    """Follows no redirect: the token is for the address that was named, and for no other."""

    def redirect_request(self, *_args: object, **_kwargs: object) -> None:
        """Return nothing, by which the redirect is taken for a failure."""


@dataclass(frozen=True, kw_only=True)
class Api:
    """How the API of a forge is reached.

    Attributes:
        url: Where it begins, as `https://api.github.com`.
        headers: What goes with each request; the token is in it, and is shown nowhere.
        wait: Lets so many seconds pass.
        now: Tells the time, in seconds since 1970.
        patience: For how many seconds it waits in all where it is asked to wait.
        timeout: For how many seconds the forge may be silent.
    """

    url: str
    headers: Mapping[str, str] = field(repr=False)
    wait: Callable[[float], None]
    now: Callable[[], float]
    patience: float = 120.0
    timeout: float = 20.0
    _opener: OpenerDirector = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        is_here = _is_loopback(parts.hostname or "")
        if parts.hostname is None or (parts.scheme != "https" and not is_here):
            what = "it is not an address that begins with https://, and the token would be read"
            raise CommentFailure("comment/address", self.url, what, "give an https address")
        handlers: list[BaseHandler] = [_NoRedirects()]
        if is_here:
            # What a proxy would find there is its own machine.
            handlers.append(ProxyHandler({}))
        object.__setattr__(self, "_opener", build_opener(*handlers))

    def ask(self, method: str, path: str, body: object = None) -> Answer:
        """Return the answer of the forge, whatever its status is.

        Where it is asked too often it is asked again, as late as it says, if that is not too late.

        Args:
            method: Such as `GET`.
            path: Below the address of the API, or a whole address that the API gave.
            body: What is sent, as JSON.

        Raises:
            CommentFailure: It cannot be reached, or asks for more patience than there is.
        """
        left = self.patience
        for attempt in range(_MOST_TRIES):
            is_last = attempt == _MOST_TRIES - 1
            answer = self._once(method, path, body, is_last=is_last)
            pause = self._pause(method, answer, attempt)
            if answer is not None and (pause is None or is_last):
                return answer
            if pause is None or pause > left:
                raise self._too_long(path, pause or 0.0)
            left -= pause
            self.wait(pause)
        raise AssertionError("the last try returns or raises")

    def pages(self, path: str, failed: Callable[[Answer], CommentFailure]) -> Iterator[Any]:
        """Yield what all pages of a list have.

        Args:
            path: The first page.
            failed: What an answer means that is not a page.

        Raises:
            CommentFailure: One of them cannot be read, or there is no end of them.
        """
        following: str | None = path
        for _ in range(_MOST_PAGES):
            if following is None:
                return
            answer = self.ask("GET", following)
            if not answer.is_ok or not isinstance(answer.data, list):
                raise failed(answer)
            yield from answer.data
            following = answer.next_page
        what = f"there are more than {_MOST_PAGES} pages of comments"
        raise CommentFailure("comment/too-many", self.url, what, "begin a pull request anew")

    def _once(self, method: str, path: str, body: object, *, is_last: bool) -> Answer | None:
        """Return an answer; None if there was none, and it may be asked for again."""
        request = Request(  # noqa: S310 - the address was checked
            self._address(path),
            data=None if body is None else json.dumps(body).encode(),
            method=method,
            headers={"Content-Type": "application/json", **self.headers},
        )
        try:
            with self._opener.open(request, timeout=self.timeout) as response:
                return Answer.of(response.status, response.headers, response.read(_LONGEST_ANSWER))
        except HTTPError as error:
            with error:
                return Answer.of(error.code, error.headers, error.read(_LONGEST_ANSWER))
        except (OSError, HTTPException) as error:
            if method != "GET" or is_last:
                said = getattr(error, "reason", None) or error
                what = f"it cannot be reached: {said}"
                fix = "check the network, and try again"
                raise CommentFailure("comment/unreachable", self.url, what, fix) from error
            return None

    def _pause(self, method: str, answer: Answer | None, attempt: int) -> float | None:
        """Return after how long it is asked again; None if it is not."""
        if answer is None or (method == "GET" and answer.status in _NOT_ANSWERED):
            return _PAUSE * 2.0**attempt
        return answer.wait(self.now())

    def _address(self, path: str) -> str:
        if path.startswith("/"):
            return f"{self.url}{path}"
        here, there = urlsplit(self.url), urlsplit(path)
        if (here.scheme, here.netloc) != (there.scheme, there.netloc):
            what = f"it says that it goes on at {there.scheme}://{there.netloc}, which is not it"
            fix = "give the address at which it knows itself"
            raise CommentFailure("comment/address", self.url, what, fix)
        return path

    def _too_long(self, path: str, pause: float) -> CommentFailure:
        what = f"it is asked too often, and may be asked again in {pause:,.0f} seconds ({path})"
        return CommentFailure("comment/asked-too-often", self.url, what, "try again then")


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
