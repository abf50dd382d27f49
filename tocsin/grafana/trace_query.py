"""Queries of AWS X-Ray, for which the SDK has no class."""

from dataclasses import dataclass
from typing import Any, Literal, Self

from tocsin.grafana.data_sources import XRAY_PLUGIN
from tocsin.grafana.foundation import (
    Builder,
    Dataquery,
    DataqueryConfig,
    common_models,
    register_dataquery_variant,
)

TraceQueryType = Literal["getServiceMap", "getTraceSummaries"]

_KEYS = {"refId", "queryMode", "queryType", "region", "query", "group", "datasource"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceQuery(Dataquery, Builder["TraceQuery"]):
    """A query of the X-Ray data source.

    Attributes:
        ref_id: Grafana's name of the query.
        query_type: What is asked for.
        region: A region or a variable.
        group: Name of the trace group. The plug-in reads it as it is: no variable may stand in it.
        query: Filter expression; empty for all traces.
        datasource: The data source.
    """

    ref_id: str
    query_type: TraceQueryType
    region: str
    group: str
    query: str
    datasource: common_models.DataSourceRef

    def build(self) -> Self:
        """Return the query itself: it is complete."""
        return self

    def to_json(self) -> dict[str, object]:
        """Return the query as it stands in a dashboard."""
        return {
            "refId": self.ref_id,
            "queryMode": "X-Ray",
            "queryType": self.query_type,
            "region": self.region,
            "query": self.query,
            "group": {"GroupName": self.group},
            "datasource": self.datasource,
        }


class ReadTraceQuery(Dataquery):
    """A query of the X-Ray data source that was read: the keys that such a query has."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._data = {key: value for key, value in data.items() if key in _KEYS}

    def to_json(self) -> dict[str, object]:
        """Return the query without keys that mean nothing."""
        return self._data


def register_trace_queries() -> None:
    """Make the SDK read queries of the X-Ray data source."""
    register_dataquery_variant(
        DataqueryConfig(identifier=XRAY_PLUGIN, from_json_hook=ReadTraceQuery)
    )
