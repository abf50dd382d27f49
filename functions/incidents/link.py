"""Answers whoever opens the link of a page: shows a page, and takes the press of its button."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import boto3

from functions.incidents.answering import Answering
from functions.incidents.links import Links
from functions.incidents.table import IncidentTable
from tocsin.incidents import HEADERS, AnswerPage, answer_page, no_such_page

_WAY = "by a link"
_ALLOWED = "GET, HEAD, POST"


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Answer a request to the function's address."""
    table = IncidentTable(boto3.client("dynamodb"), os.environ["TABLE"])
    door = Door(
        links=Links(table=table, kms=boto3.client("kms"), key=os.environ["LINK_KEY"]),
        answering=Answering(table=table, machines=boto3.client("stepfunctions")),
    )
    return door.answer(event, datetime.now(UTC))


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Lets whoever has a good link answer its page.

    Attributes:
        links: The links.
        answering: What takes an answer.
    """

    links: Links
    answering: Answering

    def answer(self, event: Mapping[str, Any], now: datetime) -> dict[str, Any]:
        """Return the response to a request.

        https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html
        """
        method = event["requestContext"]["http"]["method"]
        if method not in _ALLOWED.split(", "):
            return _response(405, "", Allow=_ALLOWED)
        page = self._page(event["rawPath"].removeprefix("/"), now, presses=method == "POST")
        return _response(page.status, "" if method == "HEAD" else page.html)

    def _page(self, token: str, now: datetime, *, presses: bool) -> AnswerPage:
        link = self.links.find(token, now)
        if link is None:
            return no_such_page()
        if presses:
            incident = self.answering.answer(link.incident, link.round, link.contact, now, _WAY)
        else:
            incident = self.answering.table.load(link.incident)
        return answer_page(incident, link) if incident else no_such_page()


def _response(status: int, html: str, **headers: str) -> dict[str, Any]:
    return {"statusCode": status, "headers": {**HEADERS, **headers}, "body": html}
