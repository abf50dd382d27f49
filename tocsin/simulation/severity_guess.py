"""Guesses the severity of an alarm on templates of which nobody has said what their topics mean.

Teams name topics by what they are for, and tag what is urgent; both in a few words.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from tocsin.on_call import SEVERITIES, Severity

_WORDS: Mapping[Severity, frozenset[str]] = {
    "critical": frozenset(
        {
            "crit", "critical", "emergency", "fatal", "incident", "incidents", "oncall",
            "opsgenie", "p0", "p1", "pager", "pagerduty", "paging", "s1", "sev0", "sev1",
            "urgent",
        }
    ),
    "warning": frozenset({"minor", "p2", "s2", "sev2", "warn", "warning", "warnings"}),
    "info": frozenset(
        {
            "digest", "info", "informational", "notice", "p3", "p4", "p5", "s3", "s4",
            "sev3", "sev4", "sev5",
        }
    ),
}  # fmt: skip
_WORDS_OF_TAGS: Mapping[str, Severity] = {"high": "critical", "medium": "warning", "low": "info"}
"""Said of an alarm these mean a severity; in the name of a topic, perhaps a queue that is full."""
_NUMBERS: Mapping[str, Severity] = {
    "0": "critical", "1": "critical", "2": "warning", "3": "info", "4": "info", "5": "info",
}  # fmt: skip
_TAG = re.compile(r"(?:.*[:/._-])?(?:severity|priority|urgency|criticality)", re.IGNORECASE)
_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_LABELS = frozenset({"p", "s", "sev", "severity", "priority", "prio"})


def guess_by_tags(tags: Mapping[str, str]) -> tuple[Severity, str] | None:
    """Return the severity that a tag such as `Priority: P1` means, and the tag."""
    for key, value in tags.items():
        if _TAG.fullmatch(key):
            said = value.strip().casefold()
            severity = _NUMBERS.get(said) or _WORDS_OF_TAGS.get(said) or _of_words(value)
            if severity is not None:
                return severity, f"{key}: {value}"
    return None


def guess_by_names(names: Iterable[str]) -> tuple[Severity, str] | None:
    """Return the most urgent severity that the name of a topic means, and the name."""
    found = [(severity, name) for name in names if (severity := _of_words(name)) is not None]
    return min(found, key=lambda each: SEVERITIES.index(each[0]), default=None)


def _of_words(text: str) -> Severity | None:
    words = set(_words(text))
    return next((severity for severity in SEVERITIES if words & _WORDS[severity]), None)


def _words(text: str) -> Iterator[str]:
    """Yield the words of a name: `prodP1Alerts` has `prod`, `p1` and `alerts`."""
    parts = [part.casefold() for part in _PARTS.findall(text)]
    yield from parts
    for first, second in pairwise(parts):
        if (first in _LABELS and second.isdigit()) or (first, second) == ("on", "call"):
            label = "sev" if first in {"sev", "severity"} else first[0]
            yield "oncall" if first == "on" else f"{label}{second}"
