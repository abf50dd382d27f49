"""What protects the data of a stage, for the page of a plan."""

from collections.abc import Iterator

from rich.table import Table

from tocsin.cli.event_tables import vault_event_table
from tocsin.cli.foreign_vaults import foreign_vault_tables
from tocsin.cli.plan_table import new_table, place_in
from tocsin.cli.recovery_table import recovery_tables
from tocsin.cli.restore_test_tables import restore_test_tables
from tocsin.plan import BackupPlanSpec, BackupRuleSpec, BackupSpec, Plan


def backup_tables(plan: Plan, backup: BackupSpec) -> Iterator[Table]:
    """Yield what is claimed for data, backup plans, restore tests, and what is told of vaults."""
    yield from recovery_tables(plan, backup)
    for each in backup.regions:
        place = place_in(plan, each.vault.region)
        yield from (_backups(backup_plan, place) for backup_plan in each.plans)
    yield from restore_test_tables(backup)
    yield from foreign_vault_tables(plan, backup)
    yield from map(vault_event_table, backup.vaults)


def _backups(plan: BackupPlanSpec, place: str) -> Table:
    noun = "resource" if len(plan.arns) == 1 else "resources"
    tagged = [" and ".join(f"{key}={value}" for key, value in each.tags) for each in plan.tagged]
    by_tags = "".join(f", and what has {each}" for each in tagged)
    title = f"Backup plan {plan.name} of {len(plan.arns)} {noun}{by_tags}{place}"
    table = new_table(title, "rule", "when", "restores", "kept", "copy")
    for rule in plan.rules:
        table.add_row(
            rule.name,
            f"{rule.schedule} {rule.time_zone}",
            "any point" if rule.continuous else "a snapshot",
            _kept(rule),
            _copy(rule),
        )
    if any(rule.leaves_out_copy for rule in plan.rules):
        table.caption = "Copies are left out: the stage has no recovery Region."
    return table


def _kept(rule: BackupRuleSpec) -> str:
    cold = "" if rule.cold_after_days is None else f", cold after {rule.cold_after_days}"
    return f"{rule.retention_days} days{cold}, in {rule.vault}"


def _copy(rule: BackupRuleSpec) -> str:
    made = [
        f"{copy.region} in {copy.vault}, {copy.retention_days} days" for copy in rule.other_copies
    ]
    if rule.copy is not None:
        made.insert(0, f"{rule.copy.region}, {rule.copy.retention_days} days")
    if rule.leaves_out_copy:
        made.insert(0, "left out")
    return "; ".join(made) or "none"
