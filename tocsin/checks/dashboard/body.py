"""The bodies of CloudWatch dashboards, as far as templates tell what stands in them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tocsin.assembly import Part
from tocsin.diagnostics import quoted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tocsin.assembly import Resource
    from tocsin.checks.subject import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Widget:
    """A widget of a dashboard.

    Attributes:
        body: The body that it stands in.
        index: Its place there, from 0.
        value: It as it is written.
    """

    body: Part
    index: int
    value: Mapping[str, object]

    @property
    def resource(self) -> Resource:
        """The dashboard."""
        return self.body.resource

    @property
    def type(self) -> str:
        """Such as `metric`; empty if it says none."""
        kind = self.value.get("type")
        return kind if isinstance(kind, str) else ""

    @property
    def properties(self) -> Mapping[str, object]:
        """Its properties."""
        properties = self.value.get("properties")
        return properties if isinstance(properties, dict) else {}

    @property
    def name(self) -> str:
        """What it is called in texts: its number from 1, and its title."""
        title = self.properties.get("title")
        number = f"widget {self.index + 1}"
        return f"{number}, {quoted(title)}," if isinstance(title, str) and title else number


@dataclass(frozen=True, slots=True, kw_only=True)
class Dashboard:
    """A dashboard.

    Attributes:
        body: Where its body stands.
        fault: Why the body is not JSON; empty if it is, or if that is not known.
        content: What its body is; None if it is not JSON, or not known.
    """

    body: Part
    fault: str
    content: object

    @property
    def widgets(self) -> tuple[Widget, ...]:
        """Its widgets."""
        listed = self.content.get("widgets") if isinstance(self.content, dict) else None
        return tuple(
            Widget(body=self.body, index=index, value=value)
            for index, value in enumerate(listed if isinstance(listed, list) else ())
            if isinstance(value, dict)
        )


def dashboards(subject: Subject) -> tuple[Dashboard, ...]:
    """Return the dashboards of an assembly."""
    found = subject.assembly.resources("AWS::CloudWatch::Dashboard")
    return tuple(_read(Part.of(resource, "DashboardBody")) for resource in found)


def widgets(subject: Subject) -> tuple[Widget, ...]:
    """Return the widgets of all dashboards of an assembly."""
    return tuple(widget for each in subject.memo(dashboards) for widget in each.widgets)


def _read(body: Part) -> Dashboard:
    """Read a body; one with open parts may become JSON with what a deployment puts there."""
    if not isinstance(body.value, str):
        return Dashboard(body=body, fault="", content=body.value)
    try:
        return Dashboard(body=body, fault="", content=json.loads(body.value))
    except (ValueError, RecursionError) as error:
        fault = str(error) if body.text is not None else ""
        return Dashboard(body=body, fault=fault, content=None)
