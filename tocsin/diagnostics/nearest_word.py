"""Which of many known words somebody may have meant, however many are wrong."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

_LONGEST = 60
_MOST_COMPARED = 300
_MOST_TRIED = 6
_NEAR = 0.7
_PART_NEAR = 0.6


def nearest_word(word: str, words: Iterable[str]) -> str | None:
    """Return the nearest of *words*, or None if none is near in each of its parts."""
    known = tuple(words)[:_MOST_COMPARED]
    return _index(known).nearest(word[:_LONGEST].casefold())


@lru_cache(maxsize=16)  # the same words are what all that is wrong in a place is compared with
def _index(words: tuple[str, ...]) -> "_Index":
    by_folded = {each.casefold(): each for each in words}
    by_letter: dict[tuple[str, int], list[str]] = {}
    for folded in by_folded:
        for letter in _letters(folded):
            by_letter.setdefault(letter, []).append(folded)
    return _Index(words=by_folded, by_letter=by_letter)


@dataclass(frozen=True, slots=True)
class _Index:
    """Known words by their letters, so that few have to be compared in full.

    Attributes:
        words: As they are written, by how they are compared.
        by_letter: The words that have a letter so many times.
    """

    words: dict[str, str]
    by_letter: dict[tuple[str, int], list[str]]

    def nearest(self, written: str) -> str | None:
        near = [
            (ratio, known)
            for known in self._possible(written)
            if (ratio := SequenceMatcher(None, known, written).ratio()) >= _NEAR
        ]
        ranked = (known for _, known in sorted(near, reverse=True))
        return next((self.words[each] for each in ranked if _parts_are_near(written, each)), None)

    def _possible(self, written: str) -> Iterator[str]:
        """Yield the words with enough letters in common, those with most of them first.

        No word is nearer than its letters are, in whatever order they stand.
        """
        shared = Counter[str]()
        for letter in _letters(written):
            shared.update(self.by_letter.get(letter, ()))
        bounds = (
            (2 * count / (len(known) + len(written)), known) for known, count in shared.items()
        )
        possible = sorted((each for each in bounds if each[0] >= _NEAR), reverse=True)
        yield from (known for _, known in possible[:_MOST_TRIED])


def _letters(word: str) -> Iterator[tuple[str, int]]:
    """Yield each letter with how often it has been there: `aba` is a 0, b 0, a 1."""
    seen = Counter[str]()
    for letter in word:
        yield letter, seen[letter]
        seen[letter] += 1


def _parts_are_near(written: str, known: str) -> bool:
    """Return whether each part is near: `eks_cluster` is not `msk_cluster` written badly."""
    parts, others = (re.split(r"[^a-z0-9]+", each) for each in (written, known))
    if len(parts) != len(others):
        return True
    pairs = zip(parts, others, strict=True)
    return all(SequenceMatcher(None, *pair).ratio() >= _PART_NEAR for pair in pairs)
