"""The private parts of ministack that the overlay uses, each under a name of our own.

This is all that the version pin protects: when the pin moves, this file is what to read again.
"""
# ruff: noqa: SLF001 - naming the emulator's private parts in one place is this module's purpose

from types import ModuleType
from typing import Any, TypeAlias

from ministack.core import responses
from ministack.services import backup, cloudwatch, cloudwatch_logs, eventbridge, sns
from ministack.services.cloudformation import provisioners

# Status, headers, body; what a handler of the emulator answers with.
Response: TypeAlias = tuple[int, dict[str, str], bytes]

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

dimensions_key = cloudwatch._dims_key
record_history = cloudwatch._record_history
store_datum = cloudwatch._store_datum
publish_to_topic = sns._fanout
put_events = eventbridge._put_events
generated_name = provisioners._physical_name
resource_handlers: dict[str, Any] = provisioners._RESOURCE_HANDLERS
taggable_types: dict[str, tuple[str, str]] = provisioners._STACK_TAG_PROPERTY

put_metric_alarm = cloudwatch._put_metric_alarm
put_composite_alarm = cloudwatch._put_composite_alarm
create_backup_selection = backup._create_selection
backup_answer = backup._ok
delete_backup_selection = backup._delete_selection


def scopes(*stores: responses.AccountRegionScopedDict) -> list[tuple[str, str]]:
    """Every account and region that any of the scoped stores has an entry of, sorted."""
    return sorted({(key[0], key[1]) for store in stores for key in list(store.to_dict())})


def replace(module: ModuleType, name: str, replacement: object) -> None:
    """Put our function in the place of one of the emulator's; it must exist.

    Raises:
        AttributeError: If the emulator has no such function, so that nothing is replaced in vain.
    """
    getattr(module, name)
    setattr(module, name, replacement)
