"""Which namespace of AWS somebody meant who wrote one that is not there."""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from tocsin.catalogue import namespaces
from tocsin.checks.meant_metric import RESERVED
from tocsin.checks.metric.read_metric import ReadMetric
from tocsin.diagnostics import nearest_word

_SEPARATORS = re.compile(r"[^a-z0-9%]")
_SHORTEST = 3


def alike_namespace(each: ReadMetric) -> str | None:
    """Return the namespace of AWS that is meant: it has the metric, and with these dimensions.

    Without the dimensions `Lambda` may be anybody's; with them it is `AWS/Lambda`.
    """
    meant = _meant_namespace(each.namespace)
    facts = each.facts_in(meant) if meant else None
    names = each.reading.dimension_names
    if facts is None or meant is None or names is None:
        return None
    if each.namespace.startswith(RESERVED):
        return meant
    return meant if names and names in facts.dimension_sets else None


def _meant_namespace(written: str) -> str | None:
    folded = _folded(written)
    known = _folded_namespaces()
    if found := known.get(folded) or known.get(f"aws{folded}"):
        return found
    return nearest_word(written, known.values()) if written.startswith(RESERVED) else None


@cache
def _folded_namespaces() -> Mapping[str, str]:
    """Return the namespaces by what is left of them without case and separators."""
    folded = {_folded(each): each for each in sorted(namespaces())}
    return MappingProxyType({key: name for key, name in folded.items() if len(key) >= _SHORTEST})


def _folded(text: str) -> str:
    return _SEPARATORS.sub("", text.lower())
