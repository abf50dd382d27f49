"""A Grafana that is asked over its HTTP API."""

import http.client
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import (
    BaseHandler,
    HTTPRedirectHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    build_opener,
)

from tocsin.publishing.address import checked_address, is_loopback
from tocsin.publishing.answer import Answer, explained, unreachable
from tocsin.publishing.failure import PublishingFailure

_ATTEMPTS = 6
_LONGEST_PAUSE = 30.0
_LONGEST_ANSWER = 32_000_000
_NOTHING_DONE = frozenset({429, 503})
"""Statuses by which Grafana, or what stands before it, says that it did nothing yet."""
_NOT_ANSWERED = frozenset({502, 504})
"""Statuses of what stands before a Grafana that did not answer, and may have done something."""


class _NoRedirects(HTTPRedirectHandler):
    """Follows no redirect: the token is for the address that was named, and for no other."""

    def redirect_request(self, *_args: object, **_kwargs: object) -> None:
        """Return nothing, by which the redirect is taken for a failure."""


@dataclass(frozen=True)
class Connection:
    """How a Grafana is reached.

    Attributes:
        url: Where; refused unless it is https, or does not leave the machine.
        token: Of a service account; shown nowhere.
        wait: Lets so many seconds pass.
        timeout: Seconds in which Grafana has to begin to answer, and go on doing so.
        on_retry: Told before something is asked again.
    """

    url: str
    token: str = field(repr=False)
    wait: Callable[[float], None]
    timeout: float = 30.0
    on_retry: Callable[[str], None] = lambda _: None
    _opener: OpenerDirector = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "url", checked_address(self.url))
        if not self.token.isascii() or not self.token.isprintable() or not self.token.strip():
            what = "the token is empty, or has characters that no token has"
            fix = "copy it anew, without quotes or line breaks"
            raise PublishingFailure("grafana/token", what, fix)
        handlers: list[BaseHandler] = [_NoRedirects()]
        if is_loopback(urlsplit(self.url)):
            # What a proxy would find there is its own machine.
            handlers.append(ProxyHandler({}))
        object.__setattr__(self, "_opener", build_opener(*handlers))

    def get(self, path: str, **query: str | int) -> Any:  # noqa: ANN401 - whatever JSON says
        """Return what Grafana has at *path*; None if there is nothing.

        Raises:
            PublishingFailure: It does not say.
        """
        asked = f"{path}?{urlencode(query)}" if query else path
        answer = self.ask("GET", asked)
        if answer.status == http.client.NOT_FOUND:
            return None
        return explained(answer, f"GET {path}")

    def send(self, method: str, path: str, body: Mapping[str, Any]) -> Any:  # noqa: ANN401 - as above
        """Return what Grafana answers to a change.

        Raises:
            PublishingFailure: It did not take it.
        """
        return explained(self.ask(method, path, body), f"{method} {path}")

    def delete(self, path: str) -> bool:
        """Delete what is at *path*, and return whether anything was.

        Raises:
            PublishingFailure: It cannot be deleted.
        """
        answer = self.ask("DELETE", path)
        if answer.status == http.client.NOT_FOUND:
            return False
        explained(answer, f"DELETE {path}")
        return True

    def ask(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Answer:
        """Return the answer of Grafana, whatever its status is.

        What is asked too often, or while Grafana starts, is asked again, as late as it says.

        Raises:
            PublishingFailure: It cannot be reached, or does not answer.
        """
        again = _NOTHING_DONE | (_NOT_ANSWERED if method == "GET" else frozenset())
        for attempt in range(1, _ATTEMPTS):
            try:
                answer = self._once(method, path, body)
                pause, reason = answer.retry_after, f"status {answer.status}"
                if answer.status not in again:
                    return answer
            except (OSError, http.client.HTTPException) as error:
                # A change that was not answered may have been made.
                if method != "GET":
                    raise unreachable(f"{method} {path}", error) from error
                pause, reason = None, type(error).__name__
            asked = path.partition("?")[0]
            self.on_retry(f"{method} {asked}: attempt {attempt + 1} of {_ATTEMPTS}, after {reason}")
            self.wait(min(2.0 ** (attempt - 1) if pause is None else pause, _LONGEST_PAUSE))
        try:
            return self._once(method, path, body)
        except (OSError, http.client.HTTPException) as error:
            raise unreachable(f"{method} {path}", error) from error

    def _once(self, method: str, path: str, body: Mapping[str, Any] | None) -> Answer:
        request = Request(  # noqa: S310 - the address was checked when the connection was made
            self.url + path,
            data=None if body is None else json.dumps(body).encode(),
            method=method,
            headers={
                "Accept": "application/json",
                "Authorization": f"Bearer {self.token}",
                "Content-Type": "application/json",
                "User-Agent": "tocsin",
            },
        )
        try:
            with self._opener.open(request, timeout=self.timeout) as response:
                return Answer.of(response.status, response.headers, response.read(_LONGEST_ANSWER))
        except HTTPError as error:
            with error:
                return Answer.of(error.code, error.headers, error.read(_LONGEST_ANSWER))
