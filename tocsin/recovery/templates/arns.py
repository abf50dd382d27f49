"""Whether two ARNs can be the same; `*` stands for what is not known."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from tocsin.sampling import overlap

if TYPE_CHECKING:
    from collections.abc import Iterable

_COLONS = 5
_WILDCARDS = frozenset("*?")


class ArnPatterns:
    """Patterns of ARNs, of which each that names one resource is found without the others."""

    def __init__(self, patterns: Iterable[str]) -> None:
        self._named: defaultdict[str, list[str]] = defaultdict(list)
        self._others: list[str] = []
        for pattern in patterns:
            known = self._others if _is_open(_last(pattern)) else self._named[_last(pattern)]
            known.append(pattern)

    def overlap(self, arn: str) -> bool:
        """Return whether there is an ARN that *arn* and one of the patterns match."""
        last = _last(arn)
        every = (pattern for patterns in self._named.values() for pattern in patterns)
        named = every if _is_open(last) else self._named.get(last, ())
        return any(
            arns_overlap(pattern, arn) for known in (named, self._others) for pattern in known
        )


def arns_overlap(one: str, other: str) -> bool:
    """Return whether there is an ARN that both patterns match, part by part.

    A text with fewer parts than an ARN is compared as a whole: `*` is every ARN.
    """
    parts, others = one.split(":", _COLONS), other.split(":", _COLONS)
    if len(parts) != len(others):
        return _overlap(one, other)
    return all(_overlap(*pair) for pair in zip(parts, others, strict=True))


def _overlap(one: str, other: str) -> bool:
    """Compare parts; names of resources tell capital letters from small ones."""
    if _is_open(one) or _is_open(other):
        return overlap(one, other)
    return one == other


def _is_open(part: str) -> bool:
    return not _WILDCARDS.isdisjoint(part)


def _last(arn: str) -> str:
    return arn.split(":", _COLONS)[-1]
