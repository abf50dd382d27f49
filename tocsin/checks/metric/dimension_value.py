"""The value of a dimension, as its template writes it and as it is resolved."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tocsin.assembly import Reference, Resource, value_at
from tocsin.checks.metric.read_metric import ReadMetric
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Location

REF = "Ref"
"""Stands for the attribute that `Ref` of a resource gives."""

_SUBSTITUTED = re.compile(r"\$\{([A-Za-z0-9]+)(?:\.([A-Za-z0-9.]+))?\}")
_ATTRIBUTES_OF_OTHERS = ("AWS::CloudFormation::", "Custom::")
"""Types whose attributes are called as whoever wrote them likes."""

_JOINING = ("Fn::Sub", "Fn::Join")


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionValue:
    """The value of one dimension of a metric that an alarm reads.

    Attributes:
        read: The metric.
        dimension: The name of the dimension.
        written: What the template has there; None where a condition chooses it.
        text: What it is when deployed, with `${…}` for what is not known.
        resource: The resource that it is taken from, as a whole; None if from none.
        attribute: Which attribute of the resource it is.
    """

    read: ReadMetric
    dimension: str
    written: object
    text: str
    resource: Resource | None
    attribute: str

    @property
    def is_literal(self) -> bool:
        """Whether the template has the value itself, and nothing stands in for it."""
        return isinstance(self.written, str) and "{{resolve:" not in self.written

    @property
    def is_composed(self) -> bool:
        """Whether the template puts the value together of parts."""
        return isinstance(self.written, dict) and any(key in self.written for key in _JOINING)

    @property
    def where(self) -> Location:
        """Its location."""
        return self.read.metric_location(*self.read.dimension_path(self.dimension), "Value")


def dimension_values(each: ReadMetric, subject: Subject) -> Iterator[DimensionValue]:
    """Yield the values of the dimensions of a metric, as far as anything is known of them."""
    reading = each.reading
    if not reading.dimensions or reading.account:
        return
    resource = each.alarm.resource
    resolved = value_at(each.alarm.template_alarm.properties, (*reading.metric_path, "Dimensions"))
    raw = value_at(resource.declared.properties, (*reading.metric_path, "Dimensions"))
    for index, name in enumerate(reading.dimensions):
        value, written = value_at(resolved, (index, "Value")), value_at(raw, (index, "Value"))
        if not isinstance(value, str):
            continue
        source = _source(written, value, resource, subject)
        yield DimensionValue(
            read=each,
            dimension=name,
            written=written,
            text=value,
            resource=source[0] if source else None,
            attribute=source[1] if source else "",
        )


def _source(
    written: object, value: str, alarm: Resource, subject: Subject
) -> tuple[Resource, str] | None:
    """Return which resource a value is taken from, and which attribute of it."""
    found = subject.assembly.index.find(value) if isinstance(value, Reference) else None
    if found is None or found.type.startswith(_ATTRIBUTES_OF_OTHERS):
        return None
    named = _named(written)
    if named and found.stack is alarm.stack and named[0] == found.logical_id:
        return found, named[1]
    # It comes from elsewhere, by an output, a parameter or SAM: the text says which attribute.
    match = _SUBSTITUTED.fullmatch(value)
    return (found, match[2] or REF) if match else (found, "")


def _named(written: object) -> tuple[str, str] | None:
    """Return the logical id and the attribute that a template names, and nothing around them."""
    if not isinstance(written, dict):
        return None
    if isinstance(name := written.get(REF), str):
        return name, REF
    attribute = written.get("Fn::GetAtt")
    if isinstance(attribute, str):
        attribute = attribute.split(".", 1)
    if isinstance(attribute, list) and [type(part) for part in attribute] == [str, str]:
        return attribute[0], attribute[1]
    text = written.get("Fn::Sub")
    match = _SUBSTITUTED.fullmatch(text) if isinstance(text, str) else None
    return (match[1], match[2] or REF) if match else None
