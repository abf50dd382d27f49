"""ListMetrics: the metrics that have data, by namespace, name and dimensions."""

from collections.abc import Mapping
from typing import Any

from local.overlay import emulator


def list_metrics(request: Mapping[str, Any]) -> dict[str, Any]:
    """Answer ListMetrics, all of it in one page."""
    found = []
    for (namespace, name, _), points in emulator.metric_points.items():
        dimensions = points[0].get("Dimensions", {}) if points else {}
        is_named = request.get("Namespace") in (None, namespace)
        if is_named and request.get("MetricName") in (None, name) and _has(dimensions, request):
            listed = [{"Name": key, "Value": value} for key, value in dimensions.items()]
            found.append({"Namespace": namespace, "MetricName": name, "Dimensions": listed})
    return {"Metrics": found}


def _has(dimensions: Mapping[str, str], request: Mapping[str, Any]) -> bool:
    """Whether a metric has each dimension that is asked for, whatever others it has."""
    return all(
        asked["Name"] in dimensions and asked.get("Value") in (None, "", dimensions[asked["Name"]])
        for asked in request.get("Dimensions") or ()
    )
