"""Dashboards for tests of previews: small ones, with queries as Grafana has them."""

from collections.abc import Iterable, Mapping
from typing import Any

from tocsin.alarms import Metric, MetricQuery
from tocsin.evaluation import MetricData, MetricSeries, SuppliedSeries
from tocsin.preview import Dashboard

START = 1_767_571_200
"""2026-01-05T00:00:00Z."""

CLOUDWATCH = {"type": "cloudwatch", "uid": "${cloudwatch}"}


def metric(ref_id: str, name: str, **changes: object) -> dict[str, Any]:
    """Return a query on a metric of the namespace Shop, with the id that its name is in small."""
    return {
        "refId": ref_id,
        "id": name.lower(),
        "datasource": CLOUDWATCH,
        "queryMode": "Metrics",
        "metricQueryType": 0,
        "metricEditorMode": 0,
        "namespace": "Shop",
        "metricName": name,
        "dimensions": {"Stage": ["prod"]},
        "matchExact": True,
        "statistic": "Sum",
        "period": "60",
        "region": "$region",
        "expression": "",
        **changes,
    }


def expression(ref_id: str, text: str, **changes: object) -> dict[str, Any]:
    """Return a query that is metric math."""
    code = {"metricEditorMode": 1, "namespace": "", "metricName": "", "dimensions": {}}
    return metric(ref_id, "result", **{**code, "expression": text, **changes})


def panel(*targets: Mapping[str, Any], **changes: object) -> dict[str, Any]:
    """Return a chart."""
    place = {"x": 0, "y": 1, "w": 8, "h": 8}
    given: dict[str, Any] = {"id": 1, "type": "timeseries", "title": "Orders", "gridPos": place}
    return {**given, "targets": [*targets], **changes}


def dashboard(*panels: Mapping[str, Any], **changes: object) -> Dashboard:
    """Return a dashboard that has a choice of Regions, of which eu-west-1 is made."""
    region = {"name": "region", "type": "query", "current": {"value": "eu-west-1"}}
    alarms = {
        "name": "Alarms",
        "enable": True,
        "target": {"alarmNamePrefix": "no-", "region": "$region", "queryMode": "Annotations"},
    }
    document: dict[str, Any] = {
        "uid": "shop",
        "title": "Shop",
        "panels": [*panels],
        "templating": {"list": [region]},
        "annotations": {"list": [alarms]},
        **changes,
    }
    return Dashboard(document)


def series(
    name: str, values: Iterable[float], *, step: int = 60, **dimensions: str
) -> MetricSeries:
    """Return samples of a metric of the namespace Shop; of the stage prod if nothing is said."""
    given = tuple(values)
    pairs = tuple(sorted((dimensions or {"Stage": "prod"}).items()))
    return MetricSeries(
        Metric(namespace="Shop", name=name, dimensions=pairs),
        timestamps=[START + number * step for number in range(len(given))],
        values=given,
    )


class Given:
    """Metric data in eu-west-1, and results of what cannot be computed."""

    def __init__(self, *given: MetricSeries, results: Mapping[str, SuppliedSeries] = {}) -> None:
        self._data = MetricData(given)
        self._results = results

    def metrics(self, region: str | None) -> Iterable[Metric]:
        """Return all metrics, if that Region is asked for or none."""
        return self._data.metrics if region in {None, "eu-west-1"} else ()

    def series(self, query: MetricQuery, period: int, region: str | None) -> MetricSeries | None:
        """Return a series of that Region."""
        del period
        return self._data.find(query) if region in {None, "eu-west-1"} else None

    def result(self, text: str, period: int, region: str | None) -> SuppliedSeries | None:
        """Return a result of any Region and period."""
        del period, region
        return self._results.get(text)
