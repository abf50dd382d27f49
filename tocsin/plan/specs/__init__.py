"""What is built, as frozen dataclasses: all that constructs and dashboards need to know."""

from tocsin.plan.specs.alarm import COMPARISON_WORDS, AlarmSpec
from tocsin.plan.specs.alarm_panel import alarm_panel
from tocsin.plan.specs.backup import (
    BackupPlanSpec,
    BackupRuleSpec,
    BackupSpec,
    CopySpec,
    VaultLockSpec,
    VaultSpec,
)
from tocsin.plan.specs.dashboard import DashboardSpec, PanelSpec, RowSpec
from tocsin.plan.specs.description import describe
from tocsin.plan.specs.logs import LogGroupSpec, MetricFilterSpec, QuerySpec
from tocsin.plan.specs.metric import MetricSpec, SeriesSpec
from tocsin.plan.specs.names import LONGEST_UID, construct_id, qualified, runbook_path, shortened
from tocsin.plan.specs.partition import partition
from tocsin.plan.specs.plan import Plan
from tocsin.plan.specs.severity import SEVERITIES, Severity
from tocsin.plan.specs.topic import AlertingSpec, ChatSpec, Protocol, SubscriptionSpec, TopicSpec
from tocsin.plan.specs.tracing import SamplingRuleSpec, TraceGroupSpec, TracingSpec

__all__ = [
    "COMPARISON_WORDS",
    "LONGEST_UID",
    "SEVERITIES",
    "AlarmSpec",
    "AlertingSpec",
    "BackupPlanSpec",
    "BackupRuleSpec",
    "BackupSpec",
    "ChatSpec",
    "CopySpec",
    "DashboardSpec",
    "LogGroupSpec",
    "MetricFilterSpec",
    "MetricSpec",
    "PanelSpec",
    "Plan",
    "Protocol",
    "QuerySpec",
    "RowSpec",
    "SamplingRuleSpec",
    "SeriesSpec",
    "Severity",
    "SubscriptionSpec",
    "TopicSpec",
    "TraceGroupSpec",
    "TracingSpec",
    "VaultLockSpec",
    "VaultSpec",
    "alarm_panel",
    "construct_id",
    "describe",
    "partition",
    "qualified",
    "runbook_path",
    "shortened",
]
