"""Facts about AWS: what it publishes, by which names, how often, and what is worth an alarm."""

from tocsin.catalogue.diagnosis import DiagnosisStep
from tocsin.catalogue.loader import UnknownResourceTypeError, load_resource_type, resource_types
from tocsin.catalogue.metric import Metric, Role
from tocsin.catalogue.own_type import read_resource_type
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
    "PUBLISHING_TYPES",
    "SETTING_PATTERNS",
    "Comparison",
    "DiagnosisStep",
    "Identifier",
    "IdentifierSource",
    "Metric",
    "MetricQuery",
    "RecommendedAlarm",
    "ResourceType",
    "Role",
    "Setting",
    "SettingShare",
    "Severity",
    "TemplateForm",
    "TreatMissingData",
    "UnknownResourceTypeError",
    "load_resource_type",
    "read_resource_type",
    "resource_types",
]
