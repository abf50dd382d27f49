"""The stacks that a stage is built as, by name: what `stacks/` composes."""

from collections.abc import Iterator

from tocsin.plan.specs import Plan, alarm_stack_name, qualified

StackName = tuple[str, str]
"""The Region of a stack, and its name there."""


def stack_names(plan: Plan) -> frozenset[StackName]:
    """Return the stacks of a stage."""
    return frozenset(
        (region, qualified(plan.system, plan.stage, *parts)) for region, parts in _stacks(plan)
    )


def _stacks(plan: Plan) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the Region of each stack, and what its name has behind system and stage."""
    for alarm in plan.alarms:
        parts = alarm_stack_name(alarm.service, alarm.stack, region=alarm.region, home=plan.region)
        yield alarm.region, parts
    for kind, region in _in_regions(plan):
        yield region, (kind,) if region == plan.region else (kind, region)
    if plan.backup is not None and plan.backup.recovery_vaults:
        yield plan.backup.recovery_vaults[0].region, ("recovery",)
    if not all(chat.configured_elsewhere for chat in plan.chats):
        yield plan.region, ("chat",)
    if plan.alarms:
        yield plan.region, ("dashboard",)


def _in_regions(plan: Plan) -> Iterator[tuple[str, str]]:
    """Yield what there is in several Regions beside alarms, with each of these."""
    yield from (("alerting", each.region) for each in plan.alerting)
    yield from (("incidents", each.region) for each in plan.incidents)
    yield from (("pulse", each.watched_in) for each in plan.pulses)
    yield from (("tracing", each.region) for each in plan.tracing if not each.is_empty)
    yield from (("events", each.region) for each in plan.events)
    yield from (("logging", group.region) for group in plan.log_groups)
    backups = plan.backup.regions if plan.backup is not None else ()
    yield from (("backup", each.vault.region) for each in backups)
