"""Which values the metric filters of an assembly publish, and whether in silence too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tocsin.algebra import ANY, Interval
from tocsin.assembly import Part
from tocsin.checks.known_metric import Filtered

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tocsin.checks.subject import Subject

_FILTER: Final = "AWS::Logs::MetricFilter"


def filtered_values(subject: Subject) -> Mapping[tuple[str, str], Filtered]:
    """Return what metric filters publish, by namespace and name of the metric."""
    found: dict[tuple[str, str], Filtered] = {}
    for resource in subject.assembly.resources(_FILTER):
        for each in Part.of(resource, "MetricTransformations").items:
            key = each.at("MetricNamespace").text, each.at("MetricName").text
            if key[0] is not None and key[1] is not None:
                name = key[0], key[1]
                found[name] = _together(found.get(name), _of(each))
    return found


def _of(transformation: Part) -> Filtered:
    """Return what one transformation publishes; a default stands where no event matches."""
    value, default = transformation.at("MetricValue"), transformation.at("DefaultValue")
    number = value.number if value.is_known else None
    numbers = ANY if number is None else Interval(number, number)
    if not default.is_there:
        return Filtered(range=numbers, is_sparse=default.is_known)
    other = default.number if default.is_known else None
    return Filtered(
        range=ANY if other is None else numbers | Interval(other, other), is_sparse=False
    )


def _together(one: Filtered | None, other: Filtered) -> Filtered:
    if one is None:
        return other
    return Filtered(range=one.range | other.range, is_sparse=one.is_sparse and other.is_sparse)
