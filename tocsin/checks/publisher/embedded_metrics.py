"""Metrics that code publishes in the embedded metric format, read from the text of the code.

Only what is written out is read: a declaration with a name that is computed says nothing.
https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_DECLARATION = re.compile(r"""["']?CloudWatchMetrics["']?\s*:\s*\[""")
_NAMESPACE = re.compile(r"""["']?Namespace["']?\s*:\s*["']([^"'${}]+)["']""")
_METRICS = re.compile(r"""["']?Metrics["']?\s*:\s*\[""")
_DIMENSIONS = re.compile(r"""["']?Dimensions["']?\s*:\s*\[""")
_METRIC = re.compile(r"\{[^{}]*\}")
_NAME = re.compile(r"""["']?Name["']?\s*:\s*["']([^"'${}]+)["']""")
_UNIT = re.compile(r"""["']?Unit["']?\s*:\s*["']([^"'${}]+)["']""")
_SET = re.compile(r"\[([^\[\]]*)\]")
_TEXT = re.compile(r"""["']([^"'${}]+)["']""")
_OTHER_WAY = re.compile(r"put_?metric_?data", re.IGNORECASE)
_NO_UNIT = "None"


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbeddedMetric:
    """A metric that code declares.

    Attributes:
        namespace: Its namespace.
        name: Its name.
        dimension_sets: The names of the dimensions it has datapoints with; None if not known.
        unit: Its unit; None if that is not known.
    """

    namespace: str
    name: str
    dimension_sets: frozenset[frozenset[str]] | None
    unit: str | None


def embedded_metrics(code: str) -> Iterator[EmbeddedMetric]:
    """Yield the metrics that code declares with all of their names written out."""
    for found in _DECLARATION.finditer(code):
        yield from _declared(_bracketed(code, found.end() - 1))


def says_all(code: str) -> bool:
    """Return whether code declares metrics, and publishes none that it does not declare so."""
    declarations = [_bracketed(code, each.end() - 1) for each in _DECLARATION.finditer(code)]
    return (
        bool(declarations)
        and all(any(True for _ in _declared(each)) for each in declarations)
        and not _OTHER_WAY.search(code)
    )


def _declared(text: str) -> Iterator[EmbeddedMetric]:
    namespaces, listed = _NAMESPACE.findall(text), _METRICS.search(text)
    if len(namespaces) != 1 or listed is None:
        return  # several directives, or a namespace that is computed
    sets = _dimension_sets(text)
    for metric in _METRIC.findall(_bracketed(text, listed.end() - 1)):
        name, unit = _NAME.search(metric), _UNIT.search(metric)
        if name is not None:
            yield EmbeddedMetric(
                namespace=namespaces[0],
                name=name[1],
                dimension_sets=sets,
                unit=unit[1] if unit else None if "Unit" in metric else _NO_UNIT,
            )


def _dimension_sets(declared: str) -> frozenset[frozenset[str]] | None:
    found = _DIMENSIONS.search(declared)
    if found is None:
        return None if "Dimensions" in declared else frozenset({frozenset()})
    inside = _bracketed(declared, found.end() - 1)[1:-1]
    if _TEXT.sub("", inside).strip(" \t\r\n[],"):
        return None  # a name that is computed
    return frozenset(frozenset(_TEXT.findall(each)) for each in _SET.findall(inside))


def _bracketed(text: str, start: int) -> str:
    """Return the text from a bracket to the one that closes it, or to the end."""
    depth = 0
    for position in range(start, len(text)):
        depth += (text[position] in "[{(") - (text[position] in "]})")
        if depth == 0:
            return text[start : position + 1]
    return text[start:]
