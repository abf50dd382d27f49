"""The page that a link opens: what happened, and a button. Opening it changes nothing.

Mail is opened by scanners before people see it, and they follow links; they press no buttons.
"""

from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from typing import Final

from tocsin.incidents.answering import standing
from tocsin.incidents.incident import Incident
from tocsin.incidents.link import AnswerLink
from tocsin.incidents.message import firing_lines, runbook_of, visible

_STYLE: Final = (
    "body{font:18px/1.5 system-ui,sans-serif;margin:0 auto;max-width:38rem;padding:1.5rem;"
    "color:#1b1b1b;background:#fff}h1{font-size:1.4rem;line-height:1.3}"
    "button{font:inherit;font-weight:600;width:100%;padding:1rem;border:0;border-radius:.5rem;"
    "background:#0b5cad;color:#fff}button:focus{outline:3px solid #f5a623;outline-offset:2px}"
    "a{color:#0b5cad}ul{padding-left:1.2rem}li,p{overflow-wrap:anywhere}"
    "@media(prefers-color-scheme:dark){body{color:#eee;background:#161616}a{color:#7db8f5}}"
)
_STYLE_HASH: Final = b64encode(sha256(_STYLE.encode()).digest()).decode()

HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'self'; "
    f"frame-ancestors 'none'; style-src 'sha256-{_STYLE_HASH}'",
    "Content-Type": "text/html; charset=utf-8",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
}
"""Nothing is kept, loaded, framed or told to the runbook's server: the address is the key."""


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """A page.

    Attributes:
        status: The status of HTTP.
        html: The document.
    """

    status: int
    html: str


def no_such_page() -> AnswerPage:
    """Return the page of a link that is not good, whatever is wrong with it."""
    text = (
        "This link is not good, or not any more: each is for one page, and for some hours. Answer "
        "by a newer page, or by <code>tocsin ack</code>."
    )
    return AnswerPage(404, _document("Not a page to answer", f"<p>{text}</p>"))


def answer_page(incident: Incident, link: AnswerLink) -> AnswerPage:
    """Return the page of a link that is good: with a button, if there is something to answer."""
    return AnswerPage(200, _document(_title(incident), "".join(_parts(incident, link))))


def _parts(incident: Incident, link: AnswerLink) -> list[str]:
    parts = [f"<p><strong>{escape(_state(incident, link))}</strong></p>"]
    if standing(incident, link.round) == "waits":
        who = escape(visible(link.contact))
        button = f"<button>{who} looks after it</button>"
        parts.append(f'<form method="post">{button}</form>')
    lines = (escape(each.removeprefix("- ")) for each in firing_lines(incident))
    parts.append(f"<ul>{''.join(f'<li>{each}</li>' for each in lines)}</ul>")
    if runbook := _address(runbook_of(incident)):
        parts.append(f'<p>Runbook: <a rel="noreferrer" href="{runbook}">{runbook}</a></p>')
    parts.append(f"<p>Incident {escape(incident.id)}</p>")
    return parts


def _state(incident: Incident, link: AnswerLink) -> str:
    who = visible(incident.acknowledged_by)
    match standing(incident, link.round):
        case "waits":
            return "Nobody looks after it yet."
        case "taken":
            whose = "You look" if incident.acknowledged_by == link.contact else f"{who} looks"
            return f"{whose} after it; nobody else is paged."
        case "over":
            return "It is over."
        case "begun again":
            return "This page is old: it has begun again since. Answer the newer page."


def _title(incident: Incident) -> str:
    return visible(f"{incident.severity.upper()}: {incident.service}")


def _address(runbook: str) -> str:
    """Return an address for a document, if a browser may follow it."""
    is_plain = runbook.startswith(("https://", "http://")) and runbook.isprintable()
    return escape(runbook) if is_plain else ""


def _document(title: str, body: str) -> str:
    heading = escape(title)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{heading}</title><style>{_STYLE}</style></head>"
        f"<body><h1>{heading}</h1>{body}</body></html>\n"
    )
