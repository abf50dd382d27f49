"""The record of a link in the table of incidents."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from tocsin.incidents.link import AnswerLink, link_name
from tocsin.incidents.stored import Item, expires


def link_record_key(token: str) -> Item:
    """Return the key of the record of a link, which does not say its token."""
    return {"pk": {"S": f"link#{link_name(token)}"}, "sk": {"S": "link"}}


def stored_link(table: str, token: str, link: AnswerLink) -> Item:
    """Return a PutItem of a link, which DynamoDB may remove when it is not good any more."""
    item = {
        **link_record_key(token),
        "contact": {"S": link.contact},
        "expires": {"N": expires(link.expires)},
        "incident": {"S": link.incident},
        "round": {"N": str(link.round)},
    }
    return {"TableName": table, "Item": item}


def read_link_item(item: Mapping[str, Any]) -> AnswerLink:
    """Return the link of an item.

    Raises:
        LookupError, TypeError, ValueError: It holds none.
    """
    return AnswerLink(
        incident=item["incident"]["S"],
        round=int(item["round"]["N"]),
        contact=item["contact"]["S"],
        expires=datetime.fromtimestamp(int(item["expires"]["N"]), UTC),
    )
