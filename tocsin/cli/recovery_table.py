"""What is claimed for the data of a stage, and whether it holds, for the page of a plan."""

from collections.abc import Iterator, Sequence

from rich.table import Table
from rich.text import Text

from tocsin.cli.plan_table import new_table, place_in
from tocsin.cli.recovery_report import assessment_rows
from tocsin.plan import BackupSpec, Plan
from tocsin.recovery import Store, assess

_BASES = (
    "In brackets is what the weakest figure rests on: a bound of schedules and windows or of AWS; "
    "typical, which AWS documents without a promise; assumed, which AWS says nothing of; declared "
    "and measured, which the viewpoint says."
)


def recovery_tables(plan: Plan, backup: BackupSpec) -> Iterator[Table]:
    """Yield what becomes of the data of each Region, by what may happen to them."""
    for each in backup.regions:
        yield _table(each.data, place_in(plan, each.vault.region))


def _table(stores: Sequence[Store], place: str) -> Table:
    table = new_table(
        f"What is claimed for data{place}", "data", "scenario", "objective", "verdict", "by what"
    )
    for column in table.columns[:4]:
        column.no_wrap = True
    for store in stores:
        name = Text(store.name)
        for assessment in assess(store):
            for scenario, objective, verdict, why in assessment_rows(assessment):
                table.add_row(name, Text(scenario.plain.strip()), objective, verdict, why)
                name = Text("")
        table.add_section()
    table.caption = _BASES
    return table
