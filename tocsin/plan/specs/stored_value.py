"""Values of the Parameter Store of AWS Systems Manager, which only a deployment knows.

A spec writes one as `{{resolve:ssm:/path}}`, whole or within a longer text, because that is how
drills and recordings write it. In a template it becomes a parameter, never a dynamic reference.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_MARK = "{{resolve:ssm:"
_STORED = re.compile(r"\{\{resolve:ssm:([^{}]*)\}\}")


@dataclass(frozen=True, slots=True)
class StoredValue:
    """The newest value of the parameter at *path*."""

    path: str

    def __str__(self) -> str:
        """Write it as it stands in the texts of specs."""
        return f"{_MARK}{self.path}}}}}"


def stored_pieces(text: str) -> tuple[str | StoredValue, ...]:
    """Return *text* in pieces: what is known already, and the values that are stored."""
    if _MARK not in text:
        return (text,)
    parts = _STORED.split(text)
    pieces = (StoredValue(part) if index % 2 else part for index, part in enumerate(parts))
    return tuple(piece for piece in pieces if piece)


def stored_paths(texts: Iterable[str]) -> Iterator[str]:
    """Yield the path of each stored value in *texts*, each once."""
    found = (piece for text in texts for piece in stored_pieces(text))
    yield from dict.fromkeys(piece.path for piece in found if isinstance(piece, StoredValue))
