"""Metrics as the API of CloudWatch describes them: Namespace, MetricName and Dimensions."""

from collections.abc import Mapping
from typing import Any

from tocsin.evaluation import Metric, sorted_dimensions


class MetricDescriptionError(ValueError):
    """An object does not describe a metric; the text is `what; fix`."""


def described_metric(description: object) -> Metric:
    """Return the metric that an object describes.

    Raises:
        MetricDescriptionError: It does not describe one.
    """
    if not isinstance(description, Mapping):
        message = "the metric is no object; write Namespace, MetricName and Dimensions"
        raise MetricDescriptionError(message)
    names = [description.get(key) for key in ("Namespace", "MetricName")]
    if not all(isinstance(name, str) and name for name in names):
        message = "Namespace or MetricName is missing; write both, as the request has them"
        raise MetricDescriptionError(message)
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
    message = "Dimensions is no list; write a list of Name and Value"
    raise MetricDescriptionError(message)


def _pair(pair: object) -> tuple[str, str]:
    if isinstance(pair, Mapping) and isinstance(pair.get("Name"), str) and "Value" in pair:
        return str(pair["Name"]), str(pair["Value"])
    message = f"{pair!r:.60} is no dimension; write Name and Value"
    raise MetricDescriptionError(message)
