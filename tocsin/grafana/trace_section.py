"""The row of traces: for each trace group who calls whom, and the newest traces."""

from collections.abc import Iterator

from tocsin.grafana.data_sources import xray
from tocsin.grafana.foundation import dashboard_models, node_graph_builders, table_builders
from tocsin.grafana.regions import REGION
from tocsin.grafana.section import Section, Tile
from tocsin.grafana.trace_query import TraceQuery, TraceQueryType
from tocsin.plan import DashboardSpec

_HEIGHT = 10


def trace_section(spec: DashboardSpec) -> Section:
    """Return the row of traces; collapsed, because X-Ray charges for traces that are read."""
    tiles = (tile for group in spec.trace_groups for tile in _tiles(group))
    return Section(title="Traces", tiles=tuple(tiles), collapsed=True)


def _tiles(group: str) -> Iterator[Tile]:
    yield Tile(panel=_service_map(group), width=12, height=_HEIGHT)
    yield Tile(panel=_traces(group), width=12, height=_HEIGHT)


def _service_map(group: str) -> dashboard_models.Panel:
    return (
        node_graph_builders.Panel()
        .title(f"Who calls whom: {group}")
        .description(
            f"Services in the traces of the group {group}; the ring of each shows its shares of "
            "good, slow and failed requests."
        )
        .datasource(xray())
        .with_target(_query("getServiceMap", group, ""))
        .build()
    )


def _traces(group: str) -> dashboard_models.Panel:
    return (
        table_builders.Panel()
        .title(f"Traces: {group}")
        .description(f"Traces of the group {group}; follow an id to see the whole trace.")
        .datasource(xray())
        .no_value("No traces")
        .with_target(_query("getTraceSummaries", group, f'group.name = "{group}"'))
        .build()
    )


def _query(query_type: TraceQueryType, group: str, query: str) -> TraceQuery:
    return TraceQuery(
        ref_id="A",
        query_type=query_type,
        region=REGION,
        group=group,
        query=query,
        datasource=xray(),
    )
