"""Which of many known words are about the same, though none of them is written like it."""

import re
from collections.abc import Sequence

_MOST_RELATED = 12
"""So many names still help; what most names share tells nothing."""


def related_words(word: str, words: Sequence[str]) -> tuple[str, ...]:
    """Return the *words* that have *word* as parts, or else begin with its first part.

    `rds` is in `rds_instance` and `rds_proxy`, and `eks_cluster` begins as `eks_control_plane`.
    """
    parts = _parts(word)
    if not parts:
        return ()
    whole = tuple(each for each in words if _has(_parts(each), parts))
    found = whole or tuple(each for each in words if _parts(each)[:1] == parts[:1])
    return found if len(found) <= _MOST_RELATED else ()


def _has(known: list[str], parts: list[str]) -> bool:
    return any(known[at : at + len(parts)] == parts for at in range(len(known)))


def _parts(word: str) -> list[str]:
    """Return the words of a name of any form, `orders placed` and `rds_instance` alike."""
    return re.findall(r"[a-z0-9]+", word[:60].casefold())
