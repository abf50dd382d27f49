"""Facts about AWS: what it publishes, by which names, how often, and what is worth an alarm."""

from tocsin.catalogue.loader import UnknownResourceTypeError, load_resource_type, resource_types
from tocsin.catalogue.metric import Emission, Metric, PublishLag
from tocsin.catalogue.recommended_alarm import (
    Comparison,
    MetricQuery,
    RecommendedAlarm,
    Severity,
    TreatMissingData,
)
from tocsin.catalogue.resource_type import Identifier, OptIn, ResourceType

__all__ = [
    "Comparison",
    "Emission",
    "Identifier",
    "Metric",
    "MetricQuery",
    "OptIn",
    "PublishLag",
    "RecommendedAlarm",
    "ResourceType",
    "Severity",
    "TreatMissingData",
    "UnknownResourceTypeError",
    "load_resource_type",
    "resource_types",
]
