"""How values and lists of names stand in messages."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches

_LONGEST = 60
_MOST_NAMES = 24
_MOST_COMPARED = 300
_NEAR = 0.7
_PART_NEAR = 0.6
_MOST_NEAR = 3


def quoted(value: object) -> str:
    """Return *value* as it may stand in a line: what is long is cut."""
    text = "nothing" if value is None else repr(value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}..."


def nearest(word: str, words: Iterable[str]) -> str:
    """Return a hint that names the nearest of *words*; empty when none is near."""
    near = _nearest(word, words)
    return f"did you mean {near!r}?" if near else ""


def did_you_mean(word: str, words: Iterable[str]) -> str:
    """Return a hint that lists *words*, and names the nearest first if one is near."""
    allowed = tuple(words)
    if not allowed:
        return "none is defined; remove it"
    near = _nearest(word, allowed)
    if near is None:
        return f"use {one_of(allowed)}"
    return f"did you mean {near!r}?" + (f" Use {one_of(allowed)}" if len(allowed) > 1 else "")


def _nearest(word: str, words: Iterable[str]) -> str | None:
    compared = {each.casefold(): each for each in tuple(words)[:_MOST_COMPARED]}
    written = word[:_LONGEST].casefold()
    near = get_close_matches(written, compared, n=_MOST_NEAR, cutoff=_NEAR)
    return next((compared[each] for each in near if _parts_are_near(written, each)), None)


def _parts_are_near(written: str, known: str) -> bool:
    """Return whether each part is near: `eks_cluster` is not `msk_cluster` written badly."""
    parts, others = (re.split(r"[^a-z0-9]+", each) for each in (written, known))
    if len(parts) != len(others):
        return True
    pairs = zip(parts, others, strict=True)
    return all(SequenceMatcher(None, *pair).ratio() >= _PART_NEAR for pair in pairs)


def one_of(words: tuple[str, ...]) -> str:
    """Return *words* as a choice; of very many only the first."""
    if len(words) == 1:
        return words[0]
    rest = len(words) - _MOST_NAMES
    return f"one of {', '.join(words[:_MOST_NAMES])}{f' and {rest} more' if rest > 0 else ''}"
