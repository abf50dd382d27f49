"""Metric math, as far as its ids matter."""

import re
from collections.abc import Mapping

_WORD = re.compile(r"""("[^"]*"|'[^']*')|\b([a-z]\w*)\b""")


def renamed(expression: str, ids: Mapping[str, str]) -> str:
    """Return *expression* with new *ids*, by the old ones; what stands in quotes is not an id."""
    return _WORD.sub(lambda match: match[1] or ids.get(match[2], match[2]), expression)
