"""What was found out about a restored data store, and what follows from it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

LONGEST_REASON = 1_000
"""Characters. AWS documents no limit of a validation's message, and a person reads it.

https://docs.aws.amazon.com/aws-backup/latest/devguide/API_PutRestoreValidationResult.html
"""

_CUT = " …"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, or could not be.

    Attributes:
        kind: `unchecked` is what nobody asked for, so that it fails nothing.
        text: What was found; never a value of an item, an object or a row.
    """

    kind: Literal["passed", "failed", "unchecked"]
    text: str


def passed(text: str) -> Finding:
    """Return that something is as it must be."""
    return Finding("passed", text)


def failed(text: str) -> Finding:
    """Return that something is not as it must be, or cannot be looked at although it must."""
    return Finding("failed", text)


def unchecked(text: str) -> Finding:
    """Return that something was not looked at, which nobody asked for."""
    return Finding("unchecked", text)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a restored data store is as it must be.

    Attributes:
        is_good: Whether it is.
        reason: Why not, or what was looked at; at most LONGEST_REASON characters.
    """

    is_good: bool
    reason: str


def verdict(findings: Iterable[Finding]) -> Verdict:
    """Return what follows from findings: good is what passed something and failed nothing."""
    found = tuple(findings)
    texts = {
        kind: "; ".join(each.text for each in found if each.kind == kind)
        for kind in ("failed", "passed", "unchecked")
    }
    is_good = bool(texts["passed"]) and not texts["failed"]
    if is_good:
        parts = (texts["passed"], texts["unchecked"] and f"not checked: {texts['unchecked']}")
    else:
        parts = (
            texts["failed"] or "nothing was checked",
            texts["passed"] and f"as it must be: {texts['passed']}",
        )
    return Verdict(is_good, _shortened(". ".join(part for part in parts if part)))


def not_good(reason: str) -> Verdict:
    """Return that a data store is not as it must be, for a reason that is no finding."""
    return Verdict(is_good=False, reason=_shortened(reason))


def _shortened(text: str) -> str:
    if len(text) <= LONGEST_REASON:
        return text
    return text[: LONGEST_REASON - len(_CUT)] + _CUT
