"""Facts about AWS: what it publishes, by which names, how often, and what is worth an alarm."""

from tocsin.catalogue.diagnosis import DiagnosisStep
from tocsin.catalogue.directory import (
    find_metric,
    load_namespace,
    namespaces,
    namespaces_of_metrics,
    types_of_templates,
)
from tocsin.catalogue.event_index import DEFAULT_TYPES_OF_GROUPS, EVENTS_OF_GROUPS
from tocsin.catalogue.event_loader import load_event, load_event_group, sample_event
from tocsin.catalogue.file_schema import catalogue_file_schema
from tocsin.catalogue.loader import UnknownResourceTypeError, load_resource_type, resource_types
from tocsin.catalogue.metric import Metric, Role
from tocsin.catalogue.metric_words import metric_words
from tocsin.catalogue.namespace import MetricFacts, NamespaceFacts, Publication
from tocsin.catalogue.operational_event import EventGroup, OperationalEvent
from tocsin.catalogue.own_type import TYPE_FILES, read_resource_type
from tocsin.catalogue.publishing_types import PUBLISHING_TYPES
from tocsin.catalogue.recommended_alarm import (
    Comparison,
    MetricQuery,
    RecommendedAlarm,
    Severity,
    TreatMissingData,
)
from tocsin.catalogue.resource_type import Identifier, ResourceType
from tocsin.catalogue.setting import SETTING_PATTERNS, Setting, SettingShare
from tocsin.catalogue.template_form import IdentifierSource, TemplateForm

__all__ = [
    "DEFAULT_TYPES_OF_GROUPS",
    "EVENTS_OF_GROUPS",
    "PUBLISHING_TYPES",
    "SETTING_PATTERNS",
    "TYPE_FILES",
    "Comparison",
    "DiagnosisStep",
    "EventGroup",
    "Identifier",
    "IdentifierSource",
    "Metric",
    "MetricFacts",
    "MetricQuery",
    "NamespaceFacts",
    "OperationalEvent",
    "Publication",
    "RecommendedAlarm",
    "ResourceType",
    "Role",
    "Setting",
    "SettingShare",
    "Severity",
    "TemplateForm",
    "TreatMissingData",
    "UnknownResourceTypeError",
    "catalogue_file_schema",
    "find_metric",
    "load_event",
    "load_event_group",
    "load_namespace",
    "load_resource_type",
    "metric_words",
    "namespaces",
    "namespaces_of_metrics",
    "read_resource_type",
    "resource_types",
    "sample_event",
    "types_of_templates",
]
