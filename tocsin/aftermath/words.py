"""What happened in an incident, and how long it took, in words."""

from datetime import timedelta

from tocsin.diagnostics import elapsed
from tocsin.incidents import Entry


def entry_words(entry: Entry) -> str:
    """Return what happened, as a sentence without its time."""
    more = f": {entry.text}" if entry.text else ""
    who = entry.who
    return {
        "opened": f"opened by {who}{more}",
        "joined": f"{who} fires, too{more}",
        "raised": f"raised to {entry.text}",
        "reopened": f"opened again as {entry.text}",
        "ok": f"{who} is OK",
        "alarm": f"{who} fires{more}",
        "paged": f"{who} is paged",
        "handed over": f"the page to {who} is with Amazon SNS",
        "failed": f"the page to {who} failed{more}",
        "nobody": "nobody is on call: everybody is told",
        "acknowledged": f"{who} acknowledges it{f' by {entry.text}' if entry.text else ''}",
        "unanswered": "nobody has answered: everybody is told",
        "resolved": f"over{f' by {who}' if who else ''}{more}",
        "note": f"{who}{more}",
    }.get(entry.kind, f"{entry.kind} {who}{more}")


def length_words(length: timedelta) -> str:
    """Return how long something took: `4m30s`."""
    return elapsed(length.total_seconds())
