"""How values and lists of names stand in messages."""

from collections.abc import Iterable

from tocsin.diagnostics.nearest_word import nearest_word
from tocsin.diagnostics.related_words import related_words

_LONGEST = 60
_MOST_NAMES = 24


def quoted(value: object) -> str:
    """Return *value* as it may stand in a line: what is long is cut."""
    try:
        text = "nothing" if value is None else repr(value)
    except ValueError:
        # Python writes no integer of more than 4,300 digits: it would take too long.
        text = f"{type(value).__name__} with an integer of thousands of digits"
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}..."


def nearest(word: str, words: Iterable[str]) -> str:
    """Return a hint that names the nearest of *words*; empty when none is near."""
    near = nearest_word(word, words)
    return f"did you mean {near!r}?" if near else ""


def did_you_mean(word: str, words: Iterable[str]) -> str:
    """Return a hint that lists *words*, and names the nearest first if one is near.

    Where none is near, those with a part in common are listed alone, if there are several.
    """
    allowed = tuple(words)
    if not allowed:
        return "none is defined; remove it"
    near = nearest_word(word, allowed)
    related = related_words(word, allowed) if near is None else ()
    if len(related) > 1:
        return f"did you mean {one_of(related)}?"
    near = near or next(iter(related), None)
    if near is None:
        return f"use {one_of(allowed)}"
    return f"did you mean {near!r}?" + (f" Use {one_of(allowed)}" if len(allowed) > 1 else "")


def one_of(words: tuple[str, ...]) -> str:
    """Return *words* as a choice; of very many only the first."""
    if len(words) == 1:
        return words[0]
    rest = len(words) - _MOST_NAMES
    return f"one of {', '.join(words[:_MOST_NAMES])}{f' and {rest} more' if rest > 0 else ''}"
