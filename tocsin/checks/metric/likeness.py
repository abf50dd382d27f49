"""Which name or namespace of AWS somebody meant who wrote one that is not there."""

import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import cache
from types import MappingProxyType

from tocsin.catalogue import NamespaceFacts, load_namespace, namespaces
from tocsin.checks.metric.read_metric import RESERVED, ReadMetric
from tocsin.diagnostics import nearest_word

_SEPARATORS = re.compile(r"[^a-z0-9%]")
_DIGITS = re.compile(r"[0-9]+")
_SHORTEST = 3
_SAME = 0.9


def alike_name(name: str, known: NamespaceFacts) -> str | None:
    """Return the metric of a namespace that differs in nothing but case and separators."""
    return _folded_names(known.name).get(_folded(name))


def is_slip(written: str, known: str) -> bool:
    """Say whether a name is another one with a slip of the pen, and not one of the same family.

    `Error` is `Errors`; `HTTPCode_Target_1XX_Count` is not `HTTPCode_Target_2XX_Count`.
    """
    if _DIGITS.findall(written) != _DIGITS.findall(known):
        return False
    return SequenceMatcher(a=written, b=known).ratio() >= _SAME


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


@cache
def _folded_names(namespace: str) -> Mapping[str, str]:
    known = load_namespace(namespace)
    return MappingProxyType({_folded(name): name for name in (known.metrics if known else ())})


def _folded(text: str) -> str:
    return _SEPARATORS.sub("", text.lower())
