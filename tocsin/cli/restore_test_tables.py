"""What is restored for tests, for the page of a plan."""

from collections.abc import Iterator

from rich.table import Table

from tocsin.cli.plan_table import new_table
from tocsin.diagnostics import format_duration
from tocsin.plan import BackupSpec, RestoreTestSpec, RestoreTestsSpec

_COLUMNS = ("restores", "type", "when", "the newest of", "takes at most")


def restore_test_tables(backup: BackupSpec) -> Iterator[Table]:
    """Yield the restore tests of each Region, and that some are left out."""
    made = [_table(tests, test) for tests in backup.restore_tests for test in tests.tests]
    if backup.leaves_out_restore_tests:
        made = made or [new_table("Restore tests", *_COLUMNS)]
        made[-1].caption = "Tests of copies are left out: the stage has no recovery Region."
    yield from made


def _table(tests: RestoreTestsSpec, test: RestoreTestSpec) -> Table:
    of = "copies" if tests.of_copies else "backups"
    title = f"Restore test {test.name} of {of} in {tests.region}"
    table = new_table(title, *_COLUMNS)
    for selection in test.selections:
        named = (each.expectation for each in test.stores if each.type == selection.type)
        stores = [each.name for each in named if each.arn in selection.arns]
        table.add_row(
            "\n".join(stores),
            selection.type,
            f"{test.schedule} {test.time_zone}",
            f"{_days(test)} in {', '.join(test.vaults)}",
            format_duration(test.within),
        )
    return table


def _days(test: RestoreTestSpec) -> str:
    return "a day" if test.selection_window_days == 1 else f"{test.selection_window_days} days"
