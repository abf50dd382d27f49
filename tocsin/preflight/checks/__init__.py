"""The checks, a family a file, in the order in which they are made and shown."""

from functools import partial

from tocsin.preflight.check import Check
from tocsin.preflight.checks.alarms import find_dead_alarms
from tocsin.preflight.checks.backup_settings import find_backup_settings
from tocsin.preflight.checks.bootstrap import find_bootstrap
from tocsin.preflight.checks.chat import find_channels, find_chat_workspaces
from tocsin.preflight.checks.container_insights import find_container_insights
from tocsin.preflight.checks.data_mechanisms import find_mechanisms
from tocsin.preflight.checks.existing import find_archives, find_log_groups, find_queues
from tocsin.preflight.checks.names import NAMED_TYPES, taken_names
from tocsin.preflight.checks.quotas import find_alarm_quota, find_tracing_quotas
from tocsin.preflight.checks.reserved_concurrency import find_reserved_concurrency
from tocsin.preflight.checks.stacks import find_foreign_stacks, find_left_stacks
from tocsin.preflight.checks.stored_values import find_parameters, find_secrets
from tocsin.preflight.checks.subscriptions import find_subscriptions
from tocsin.preflight.checks.text_messages import find_opted_out, find_sandbox, find_spend_limit
from tocsin.preflight.checks.trails import find_trails

CHECKS = (
    Check(name="bootstrap versions", phase="before", find=find_bootstrap),
    Check(name="stacks of others", phase="before", find=find_foreign_stacks),
    Check(name="parameters", phase="before", find=find_parameters),
    Check(name="secrets", phase="before", find=find_secrets),
    Check(name="log groups", phase="before", find=find_log_groups),
    Check(name="archives of logs", phase="before", find=find_archives),
    Check(name="queues", phase="before", find=find_queues),
    Check(name="chat workspaces", phase="before", find=find_chat_workspaces, scope="once"),
    Check(name="chat channels", phase="before", find=find_channels, scope="once"),
    Check(name="SMS sandbox", phase="before", find=find_sandbox),
    Check(name="SMS spend limit", phase="before", find=find_spend_limit),
    Check(name="SMS opt-outs", phase="before", find=find_opted_out),
    Check(name="backup settings", phase="before", find=find_backup_settings),
    Check(name="mechanisms of data", phase="before", find=find_mechanisms),
    Check(name="Container Insights", phase="before", find=find_container_insights),
    Check(name="trails", phase="before", find=find_trails),
    Check(name="quotas of X-Ray", phase="before", find=find_tracing_quotas),
    Check(name="reserved concurrency", phase="before", find=find_reserved_concurrency),
    Check(name="quota of alarms", phase="before", find=find_alarm_quota),
    *(
        Check(
            name=f"names of {kind}",
            phase="before",
            find=partial(taken_names, kind=kind),
            needs_assembly=True,
        )
        for kind in NAMED_TYPES
    ),
    Check(name="subscriptions", phase="after", find=find_subscriptions),
    Check(
        name="stacks that are left",
        phase="after",
        find=find_left_stacks,
        scope="former regions too",
        needs_assembly=True,
    ),
    Check(name="dead alarms", phase="after", find=find_dead_alarms),
)

__all__ = [
    "CHECKS",
]
