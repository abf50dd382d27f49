"""Dashboards of CloudWatch."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tocsin.review.comparison import About
from tocsin.review.pairs import normal
from tocsin.review.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tocsin.assembly import Resource
    from tocsin.review.change import Change
    from tocsin.review.comparison import Comparison

_TYPE = "AWS::CloudWatch::Dashboard"


def dashboard_changes(comparison: Comparison) -> Iterator[Change]:
    """Yield the dashboards that come, go, or show something else."""
    for pair in comparison.of(_TYPE):
        about = About.pair(pair)
        if pair.before is None:
            yield about.change("dashboard/added", "is new")
        elif pair.after is None:
            yield about.change("dashboard/removed", "is gone")
        else:
            yield about.change(
                "dashboard/changed", _difference(pair.before, pair.after), at=("DashboardBody",)
            )


def _difference(before: Resource, after: Resource) -> str:
    old, new = _widgets(before), _widgets(after)
    if old is None or new is None:
        return "shows something else"
    gone, come = len(set(old) - set(new)), len(set(new) - set(old))
    if gone == come:
        return f"shows {counted(come, 'widget')} otherwise" if come else "is laid out otherwise"
    number = f"{counted(len(new), 'widget')} instead of {len(old):,}"
    return f"shows {number}" if len(old) != len(new) else "shows something else"


def _widgets(dashboard: Resource) -> list[str] | None:
    """Return its widgets, each as a text that is alike for equal ones; None if it has no JSON."""
    body = normal(dashboard.properties.get("DashboardBody"))
    listed = body.get("widgets") if isinstance(body, dict) else None
    if not isinstance(listed, list):
        return None
    return [json.dumps(each, sort_keys=True, default=str) for each in listed]
