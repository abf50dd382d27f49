"""Facts about AWS: what it publishes, by which names, how often, and what is worth an alarm."""

from tocsin.catalogue.loader import UnknownResourceTypeError, load_resource_type, resource_types
from tocsin.catalogue.metric import Metric
from tocsin.catalogue.recommended_alarm import (
    Comparison,
    MetricQuery,
    RecommendedAlarm,
    Severity,
    TreatMissingData,
)
from tocsin.catalogue.resource_type import Identifier, ResourceType

__all__ = [
    "Comparison",
    "Identifier",
    "Metric",
    "MetricQuery",
    "RecommendedAlarm",
    "ResourceType",
    "Severity",
    "TreatMissingData",
    "UnknownResourceTypeError",
    "load_resource_type",
    "resource_types",
]
