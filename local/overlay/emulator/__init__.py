"""The private parts of ministack that the overlay uses, each under a name of our own.

They are used as `emulator.metric_alarms`, so that a reader sees where the emulator begins. This is
all that the version pin protects: when the pin moves, this file is what to read again.
"""
# ruff: noqa: SLF001 - naming the emulator's private parts in one place is this module's purpose

from typing import Any, TypeAlias

from ministack import app
from ministack.core import lambda_runtime, responses
from ministack.services import (
    backup,
    cloudwatch,
    cloudwatch_logs,
    eventbridge,
    lambda_svc,
    sns,
    stepfunctions,
    sts,
)
from ministack.services.cloudformation import custom_resource, provisioners

from local.overlay.emulator.private_function import PrivateFunction
from local.overlay.emulator.private_function import Response as _Response

# An alarm as the emulator stores it: what its API was given, and the state.
AlarmRecord: TypeAlias = dict[str, Any]
Response: TypeAlias = _Response

account_id = responses.get_account_id
region = responses.get_region
request_scope = responses.request_scope

# Stores that answer for the account and region of the current request scope.
metric_alarms: Any = cloudwatch._alarms
composite_alarms: Any = cloudwatch._composite_alarms
alarm_tags: Any = cloudwatch._resource_tags
metric_points: Any = cloudwatch._metrics
metric_filters: Any = cloudwatch_logs._metric_filters
backup_vaults: Any = backup._vaults
topics: Any = sns._topics

# The credentials that AssumeRole and its like have issued, by access key.
sessions: Any = sts._sessions

# Answers of CloudWatch in each of its protocols, and a time as CBOR has it.
error_answer = cloudwatch._error
cbor_answer = cloudwatch._cbor_ok
json_answer = cloudwatch._json_ok
xml_answer = cloudwatch._xml
tagged_time = cloudwatch._cbor_timestamp
parse_time = cloudwatch._parse_ts

dimensions_key = cloudwatch._dims_key
record_history = cloudwatch._record_history
store_datum = cloudwatch._store_datum
put_events = eventbridge._put_events
create_backup_selection = backup._create_selection
delete_backup_selection = backup._delete_selection
backup_answer = backup._ok

# CloudFormation: the handlers by type, and the property that holds a type's tags.
generated_name = provisioners._physical_name
resource_handlers: dict[str, Any] = provisioners._RESOURCE_HANDLERS
taggable_types: dict[str, tuple[str, str]] = provisioners._STACK_TAG_PROPERTY

put_metric_alarm = PrivateFunction(cloudwatch, "_put_metric_alarm")
put_composite_alarm = PrivateFunction(cloudwatch, "_put_composite_alarm")
describe_alarms = PrivateFunction(cloudwatch, "_describe_alarms")
describe_alarms_for_metric = PrivateFunction(cloudwatch, "_describe_alarms_for_metric")
set_alarm_state = PrivateFunction(cloudwatch, "_set_alarm_state")
put_metric_data = PrivateFunction(cloudwatch, "_put_metric_data")
get_metric_data = PrivateFunction(cloudwatch, "_get_metric_data")
get_metric_statistics = PrivateFunction(cloudwatch, "_get_metric_statistics")
list_metrics = PrivateFunction(cloudwatch, "_list_metrics")
refusal_of_tags = PrivateFunction(cloudwatch, "_alarm_tags_refusal")
dispatch_alarm_actions = PrivateFunction(cloudwatch, "_dispatch_alarm_actions")
alarm_record_from_template = PrivateFunction(provisioners, "_cw_metric_alarm_record")
alarm_evaluations = (
    PrivateFunction(cloudwatch, "_evaluate_alarm"),
    PrivateFunction(cloudwatch, "_evaluate_all_alarms"),
    PrivateFunction(cloudwatch, "_evaluate_parent_alarms"),
    PrivateFunction(cloudwatch, "_transition_composite"),
)
deliver_log_events = PrivateFunction(cloudwatch_logs, "_fanout_to_subscription_filters")
put_metric_filter = PrivateFunction(cloudwatch_logs, "_put_metric_filter")
delete_metric_filter = PrivateFunction(cloudwatch_logs, "_delete_metric_filter")
get_vault_access_policy = PrivateFunction(backup, "_get_vault_access_policy")
get_vault_notifications = PrivateFunction(backup, "_get_vault_notifications")
describe_restore_job = PrivateFunction(backup, "_describe_restore_job")

# Every executor of a function is behind the first; the two others stand for one function.
execute_function = PrivateFunction(lambda_svc, "_execute_function_dispatch")
function_credentials = (
    PrivateFunction(lambda_runtime, "execution_credentials"),
    PrivateFunction(lambda_svc, "execution_credentials"),
)
custom_resource_url = PrivateFunction(custom_resource, "_response_url")
answer_custom_resource = custom_resource.deliver_response

# The tasks that wait for an answer, by token; what a machine's task calls; how that fails.
task_tokens: Any = stepfunctions._task_tokens
invoke_with_token = PrivateFunction(stepfunctions, "_invoke_with_callback")
call_function = PrivateFunction(stepfunctions, "_call_lambda")
ExecutionError = stepfunctions._ExecutionError

# What every publication goes through, and what it asks of each subscription.
publish_to_topic = PrivateFunction(sns, "_fanout")
topic_of = sns._topic_by_arn_any_scope
message_for_protocol = sns._resolve_message_for_protocol
passes_filter = sns._matches_filter_policy

application = PrivateFunction(app, "app")
serve = app.main


def scopes(*stores: responses.AccountRegionScopedDict) -> list[tuple[str, str]]:
    """Every account and region that any of the scoped stores has an entry of, sorted."""
    return sorted({(key[0], key[1]) for store in stores for key in list(store.to_dict())})
