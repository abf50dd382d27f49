"""The typed model of a viewpoint, and its loader."""

from tocsin.viewpoint.absence import Absence
from tocsin.viewpoint.alarm import MOST_ALARM_STACKS, Alarm, AlarmOverride, RecommendedAlarm
from tocsin.viewpoint.aws_regions import PARTITIONS
from tocsin.viewpoint.business_days import BusinessDays
from tocsin.viewpoint.condition import BANDS, COMPARISONS, Condition
from tocsin.viewpoint.contact import Contact, SlackChannel, TeamsChannel
from tocsin.viewpoint.copies import AIR_GAPPED, AirGapped, OtherVault
from tocsin.viewpoint.dashboard import AutomaticDashboard, Dashboard
from tocsin.viewpoint.data_protection import (
    BackupSchedule,
    ProtectedResource,
)
from tocsin.viewpoint.draft import Draft, with_positions
from tocsin.viewpoint.escalation import Tier
from tocsin.viewpoint.escalation_policies import escalation_of
from tocsin.viewpoint.event_setting import EventSetting
from tocsin.viewpoint.finding import UNNAMED, is_certain, may_be_changed
from tocsin.viewpoint.grafana import NEW_WORKSPACE, Grafana
from tocsin.viewpoint.loader import load_draft, load_viewpoint, parse_draft, parse_viewpoint
from tocsin.viewpoint.log_anomalies import LogAnomalies
from tocsin.viewpoint.log_archive import LogArchive
from tocsin.viewpoint.log_group import LogGroup, Query
from tocsin.viewpoint.maintenance import Maintenance
from tocsin.viewpoint.mechanisms import Mechanism, RecoveryTime
from tocsin.viewpoint.metric import Metric
from tocsin.viewpoint.metric_filter import MetricFilter, Sample
from tocsin.viewpoint.objective import Objective
from tocsin.viewpoint.page_by import PageBy
from tocsin.viewpoint.part import Off, slug
from tocsin.viewpoint.personal_data import PersonalData
from tocsin.viewpoint.quiet import QuietDate, QuietTime
from tocsin.viewpoint.reference_page import reference_page
from tocsin.viewpoint.region import RegionalIdentifier, Regions
from tocsin.viewpoint.resource import Resource
from tocsin.viewpoint.restore_test import MetadataValue, RestoreTest
from tocsin.viewpoint.restored_data import RestoredData
from tocsin.viewpoint.rotation import Rotation
from tocsin.viewpoint.schema import json_schema
from tocsin.viewpoint.service import Service
from tocsin.viewpoint.stage import Stage
from tocsin.viewpoint.threshold import Threshold
from tocsin.viewpoint.timing import DetectWithin, MetricDelay
from tocsin.viewpoint.tracing import SamplingRule
from tocsin.viewpoint.turns import absences_of, rotations_of
from tocsin.viewpoint.usual import ForEach, UsualRate
from tocsin.viewpoint.vault import Vault, VaultLock
from tocsin.viewpoint.viewpoint import ALL_DASHBOARDS, Viewpoint
from tocsin.viewpoint.warm_up import LONGEST_WARM_UP

__all__ = [
    "AIR_GAPPED",
    "ALL_DASHBOARDS",
    "BANDS",
    "COMPARISONS",
    "LONGEST_WARM_UP",
    "MOST_ALARM_STACKS",
    "NEW_WORKSPACE",
    "PARTITIONS",
    "UNNAMED",
    "Absence",
    "AirGapped",
    "Alarm",
    "AlarmOverride",
    "AutomaticDashboard",
    "BackupSchedule",
    "BusinessDays",
    "Condition",
    "Contact",
    "Dashboard",
    "DetectWithin",
    "Draft",
    "EventSetting",
    "ForEach",
    "Grafana",
    "LogAnomalies",
    "LogArchive",
    "LogGroup",
    "Maintenance",
    "Mechanism",
    "MetadataValue",
    "Metric",
    "MetricDelay",
    "MetricFilter",
    "Objective",
    "Off",
    "OtherVault",
    "PageBy",
    "PersonalData",
    "ProtectedResource",
    "Query",
    "QuietDate",
    "QuietTime",
    "RecommendedAlarm",
    "RecoveryTime",
    "RegionalIdentifier",
    "Regions",
    "Resource",
    "RestoreTest",
    "RestoredData",
    "Rotation",
    "Sample",
    "SamplingRule",
    "Service",
    "SlackChannel",
    "Stage",
    "TeamsChannel",
    "Threshold",
    "Tier",
    "UsualRate",
    "Vault",
    "VaultLock",
    "Viewpoint",
    "absences_of",
    "escalation_of",
    "is_certain",
    "json_schema",
    "load_draft",
    "load_viewpoint",
    "may_be_changed",
    "parse_draft",
    "parse_viewpoint",
    "reference_page",
    "rotations_of",
    "slug",
    "with_positions",
]
