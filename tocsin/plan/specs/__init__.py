"""What is built, as frozen dataclasses: all that constructs and dashboards need to know."""

from tocsin.on_call import SEVERITIES, Severity
from tocsin.plan.specs.alarm import (
    COMPARISON_WORDS,
    AlarmSpec,
    MetricSpec,
    SeriesSpec,
    dimension_values,
)
from tocsin.plan.specs.alerting import (
    AlertingSpec,
    ChatKind,
    ChatSpec,
    HeardTopicSpec,
    Protocol,
    SubscriptionSpec,
    TopicSpec,
)
from tocsin.plan.specs.backup import (
    AGE_METRIC,
    AGE_NAMESPACE,
    RECOVERY_METADATA,
    AgeCheckSpec,
    BackupPlanSpec,
    BackupRuleSpec,
    BackupSpec,
    CopySpec,
    RegionalBackupSpec,
    TagSelectionSpec,
    VaultLockSpec,
    VaultSpec,
)
from tocsin.plan.specs.backup_audit import BackupAuditSpec, ControlSpec, ReportSpec
from tocsin.plan.specs.composite import (
    CompositeSpec,
    SuppressorSpec,
    describe_composite,
    rule_of,
)
from tocsin.plan.specs.dashboard import DashboardSpec, PanelSpec, RowSpec
from tocsin.plan.specs.description import LONGEST_DESCRIPTION, describe
from tocsin.plan.specs.event_rule import LONGEST_RULE_NAME, EventRuleSpec, EventsSpec
from tocsin.plan.specs.expression import renamed
from tocsin.plan.specs.incidents import (
    HOLIDAYS_METRIC,
    INCIDENT_NAMESPACE,
    PROBE_METRIC,
    SWEEP_MINUTES,
    ChatTopicSpec,
    ContactTopicSpec,
    DigestSpec,
    FunctionSpec,
    IncidentsSpec,
    MachineSpec,
    ProbeSpec,
    QueueSpec,
)
from tocsin.plan.specs.logs import LogGroupSpec, MetricFilterSpec, QuerySpec
from tocsin.plan.specs.maintenance import MaintenanceSpec
from tocsin.plan.specs.names import (
    LONGEST_UID,
    PAGING_SERVICE,
    alarm_stack_name,
    construct_id,
    partition,
    qualified,
    runbook_path,
    shortened,
)
from tocsin.plan.specs.plan import Plan
from tocsin.plan.specs.pulse import PULSE_MINUTES, PulseSpec
from tocsin.plan.specs.quiet import EVERY_DAY, QuietSpec
from tocsin.plan.specs.restore_record import (
    RESTORE_TEST_AGE,
    UNDELETED_RESTORES,
    restore_test_age,
    undeleted_restores,
)
from tocsin.plan.specs.restore_test import (
    RestoreLimitsSpec,
    RestoreSelectionSpec,
    RestoreTestSpec,
    RestoreTestsSpec,
)
from tocsin.plan.specs.restore_validation import (
    RestoredStoreSpec,
    RestoreValidatorSpec,
    ValidatedTestSpec,
    restore_metric,
)
from tocsin.plan.specs.stored_value import StoredValue, stored_paths, stored_pieces
from tocsin.plan.specs.tracing import SamplingRuleSpec, TraceGroupSpec, TracingSpec
from tocsin.plan.specs.traffic import TrafficSpec

__all__ = [
    "AGE_METRIC",
    "AGE_NAMESPACE",
    "COMPARISON_WORDS",
    "EVERY_DAY",
    "HOLIDAYS_METRIC",
    "INCIDENT_NAMESPACE",
    "LONGEST_DESCRIPTION",
    "LONGEST_RULE_NAME",
    "LONGEST_UID",
    "PAGING_SERVICE",
    "PROBE_METRIC",
    "PULSE_MINUTES",
    "RECOVERY_METADATA",
    "RESTORE_TEST_AGE",
    "SEVERITIES",
    "SWEEP_MINUTES",
    "UNDELETED_RESTORES",
    "AgeCheckSpec",
    "AlarmSpec",
    "AlertingSpec",
    "BackupAuditSpec",
    "BackupPlanSpec",
    "BackupRuleSpec",
    "BackupSpec",
    "ChatKind",
    "ChatSpec",
    "ChatTopicSpec",
    "CompositeSpec",
    "ContactTopicSpec",
    "ControlSpec",
    "CopySpec",
    "DashboardSpec",
    "DigestSpec",
    "EventRuleSpec",
    "EventsSpec",
    "FunctionSpec",
    "HeardTopicSpec",
    "IncidentsSpec",
    "LogGroupSpec",
    "MachineSpec",
    "MaintenanceSpec",
    "MetricFilterSpec",
    "MetricSpec",
    "PanelSpec",
    "Plan",
    "ProbeSpec",
    "Protocol",
    "PulseSpec",
    "QuerySpec",
    "QueueSpec",
    "QuietSpec",
    "RegionalBackupSpec",
    "ReportSpec",
    "RestoreLimitsSpec",
    "RestoreSelectionSpec",
    "RestoreTestSpec",
    "RestoreTestsSpec",
    "RestoreValidatorSpec",
    "RestoredStoreSpec",
    "RowSpec",
    "SamplingRuleSpec",
    "SeriesSpec",
    "Severity",
    "StoredValue",
    "SubscriptionSpec",
    "SuppressorSpec",
    "TagSelectionSpec",
    "TopicSpec",
    "TraceGroupSpec",
    "TracingSpec",
    "TrafficSpec",
    "ValidatedTestSpec",
    "VaultLockSpec",
    "VaultSpec",
    "alarm_stack_name",
    "construct_id",
    "describe",
    "describe_composite",
    "dimension_values",
    "partition",
    "qualified",
    "renamed",
    "restore_metric",
    "restore_test_age",
    "rule_of",
    "runbook_path",
    "shortened",
    "stored_paths",
    "stored_pieces",
    "undeleted_restores",
]
