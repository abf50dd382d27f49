"""How values and lists of names stand in messages."""

from collections.abc import Iterable
from difflib import get_close_matches

_LONGEST = 60
_MOST_NAMES = 24
_MOST_COMPARED = 300
_NEAR = 0.7


def quoted(value: object) -> str:
    """Return *value* as it may stand in a line: what is long is cut."""
    text = "nothing" if value is None else repr(value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}..."


def nearest(word: str, words: Iterable[str]) -> str:
    """Return a hint that names the nearest of *words*; empty when none is near."""
    compared = {each.casefold(): each for each in tuple(words)[:_MOST_COMPARED]}
    near = get_close_matches(word[:_LONGEST].casefold(), compared, n=1, cutoff=_NEAR)
    return f"did you mean {compared[near[0]]!r}?" if near else ""


def did_you_mean(word: str, words: Iterable[str]) -> str:
    """Return a hint that names the nearest of *words*, or lists them."""
    allowed = tuple(words)
    if hint := nearest(word, allowed):
        return hint
    if not allowed:
        return "none is defined; remove it"
    return f"use {one_of(allowed)}"


def one_of(words: tuple[str, ...]) -> str:
    """Return *words* as a choice; of very many only the first."""
    if len(words) == 1:
        return words[0]
    rest = len(words) - _MOST_NAMES
    return f"one of {', '.join(words[:_MOST_NAMES])}{f' and {rest} more' if rest > 0 else ''}"
