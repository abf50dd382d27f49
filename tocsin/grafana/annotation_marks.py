"""Marks that are kept in Grafana itself, found by their tags."""

from dataclasses import dataclass
from typing import Self

from tocsin.grafana.foundation import Builder, Dataquery, common_models

GRAFANA_ITSELF = common_models.DataSourceRef(type_val="grafana", uid="-- Grafana --")
"""The data source that each Grafana has, whatever is configured."""

_MOST_MARKS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class TaggedMarks(Dataquery, Builder["TaggedMarks"]):
    """A query for marks that have all of some tags.

    https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/annotate-visualizations/

    Attributes:
        tags: The tags.
    """

    tags: tuple[str, ...]

    def build(self) -> Self:
        """Return the query itself: it is complete."""
        return self

    def to_json(self) -> dict[str, object]:
        """Return the query as it stands in a dashboard."""
        return {"limit": _MOST_MARKS, "matchAny": False, "tags": [*self.tags], "type": "tags"}
