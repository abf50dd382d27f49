"""Which rules are asked: by ids, and by families of them."""

from collections.abc import Iterable, Sequence

from tocsin.diagnostics import InvalidValueError, nearest, quoted
from tocsin.triage.rule import rules

_ALL_OF_A_FAMILY = "/*"


def named(word: str) -> frozenset[str]:
    """Return the ids that a word means: an id, or a family as `alarm` or `alarm/*`.

    Raises:
        InvalidValueError: It means none.
    """
    family = word.removesuffix(_ALL_OF_A_FAMILY)
    found = frozenset(rule.id for rule in rules().values() if word == rule.id)
    found |= {rule.id for rule in rules().values() if family == rule.family}
    if not found:
        known = [*dict.fromkeys(rule.family for rule in rules().values()), *rules()]
        what = f"no check and no family of checks has the name {quoted(word)}"
        raise InvalidValueError(what, hint(word, known))
    return found


def selected(
    only: Sequence[Iterable[str]], skipped: Sequence[Iterable[str]], also: Iterable[str] = ()
) -> frozenset[str]:
    """Return the ids that are asked: all but those on request, unless something else is said.

    Args:
        only: What is asked alone, the nearest to the user first; an empty one asks for all. The
            first that is not empty counts.
        skipped: What is left out. One that stands as far from the user as what is asked alone, or
            nearer, leaves out of it too.
        also: What is asked besides, whatever is asked alone or left out.
    """
    return _without_also(only, skipped) | _all(also)


def _without_also(
    only: Sequence[Iterable[str]], skipped: Sequence[Iterable[str]]
) -> frozenset[str]:
    for level, words in enumerate(only):
        if chosen := _all(words):
            return chosen - _all(word for each in skipped[: level + 1] for word in each)
    usual = frozenset(rule.id for rule in rules().values() if not rule.on_request)
    return usual - _all(word for each in skipped for word in each)


def _all(words: Iterable[str]) -> frozenset[str]:
    return frozenset(rule for word in words for rule in named(word))


def hint(word: str, known: Iterable[str]) -> str:
    """Return which name somebody may have meant, and where all are listed."""
    return f"{nearest(word, known)} `tocsin check --list` has all".strip()
