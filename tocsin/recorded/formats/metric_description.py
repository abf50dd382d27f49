"""Metrics as the API of CloudWatch describes them: Namespace, MetricName and Dimensions."""

from collections.abc import Mapping
from typing import Any

from tocsin.diagnostics import InvalidValueError
from tocsin.evaluation import Metric, sorted_dimensions


class MetricDescriptionError(InvalidValueError):
    """An object does not describe a metric."""


def described_metric(description: object) -> Metric:
    """Return the metric that an object describes.

    Raises:
        MetricDescriptionError: It does not describe one.
    """
    if not isinstance(description, Mapping):
        what = "the metric is not an object"
        raise MetricDescriptionError(what, "write Namespace, MetricName and Dimensions")
    names = [description.get(key) for key in ("Namespace", "MetricName")]
    if not all(isinstance(name, str) and name for name in names):
        what = "Namespace or MetricName is missing"
        raise MetricDescriptionError(what, "write both, as the request has them")
    namespace, name = names
    return Metric(
        namespace=str(namespace),
        name=str(name),
        dimensions=sorted_dimensions(
            _pair(pair) for pair in _list(description.get("Dimensions") or [])
        ),
    )


def _list(value: object) -> list[Any]:
    if isinstance(value, list):
        return value
    raise MetricDescriptionError("Dimensions is not a list", "write a list of Name and Value")


def _pair(pair: object) -> tuple[str, str]:
    if isinstance(pair, Mapping) and isinstance(pair.get("Name"), str) and "Value" in pair:
        return str(pair["Name"]), str(pair["Value"])
    raise MetricDescriptionError(f"{pair!r:.60} is not a dimension", "write Name and Value")
