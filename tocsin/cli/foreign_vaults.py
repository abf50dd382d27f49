"""What vaults of other accounts have to allow, for the page of a plan."""

from collections.abc import Iterator

from rich.table import Table

from tocsin.cli.plan_table import new_table
from tocsin.plan import BackupSpec, Plan, copy_policy


def foreign_vault_tables(plan: Plan, backup: BackupSpec) -> Iterator[Table]:
    """Yield the vaults of other accounts that backups are copied into, and what they need."""
    if not backup.foreign_copies:
        return
    table = new_table(
        "Vaults of other accounts", "account", "Region", "vault", "what its policy has to allow"
    )
    for copy in backup.foreign_copies:
        (statement,) = copy_policy(plan.account, copy.region)["Statement"]
        needed = f"{statement['Action']} to {statement['Principal']['AWS']}"
        table.add_row(copy.account or "", copy.region, copy.vault, needed)
    table.caption = "What else such a copy needs is in docs/backups.md."
    yield table
