"""A restore drill: a canary is deleted, a backup restored, and the validator says what it finds.

What is real is the validator: the function, invoked by a rule of EventBridge, with a report to AWS
Backup. What stands in is said with every step.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from local.drilled_table import Backup, DrilledTable, delete_table
from local.endpoint import ACCOUNT, HOME_REGION, Endpoint
from local.failure import LocalError
from local.restore_validator import deployed_validator, report_of
from local.timeline import Moment, Timeline

NAME = "tocsin-restore-drill"
PLAN = f"arn:aws:backup:{HOME_REGION}:{ACCOUNT}:restore-testing-plan:{NAME}"
NOTE = (
    "Seconds are those of this run, of a table of 25 items in an emulator: none of them is a "
    "recovery time. The emulator has no restores of AWS Backup; where it says stand-in, DynamoDB's "
    "own backups were used, and the restore job was told, not run. The validator is the real one: "
    "the function, invoked by a rule, as a restore testing plan has it."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreDrill:
    """A restore drill that went well.

    Attributes:
        timeline: What happened, in order.
        note: What the seconds are, and what stood in.
    """

    timeline: tuple[Moment, ...]
    note: str = NOTE


def run_restore_drill(endpoint: Endpoint, on_event: Callable[[str], None]) -> RestoreDrill:
    """Delete a canary, restore it, and see that the validator tells good from bad.

    Args:
        endpoint: The emulator; nothing needs to be deployed.
        on_event: Called with each thing that happens.

    Raises:
        LocalError: The validator reports nothing, or what is not so.
    """
    table = DrilledTable(client=endpoint.client("dynamodb"), name=NAME)
    run = _Run(endpoint, table, Timeline(on_event))
    expectations = (table.expectation,)
    try:
        with deployed_validator(endpoint, NAME, plan=PLAN, expectations=expectations):
            run.follow()
    finally:
        run.clean_up()
    return RestoreDrill(timeline=run.timeline.moments)


@dataclass(slots=True)
class _Run:
    """One drill while it runs."""

    endpoint: Endpoint
    table: DrilledTable
    timeline: Timeline
    restored: list[str] = field(default_factory=list)
    backups: list[Backup] = field(default_factory=list)

    def follow(self) -> None:
        with self._step("made a table with 25 items, one of them a canary"):
            self.table.create()
        before = self._back_up("backed it up (stand-in)")
        with self._step("deleted the canary: the incident"):
            self.table.delete_canary()
        after = self._back_up("backed it up again, without the canary (stand-in)")
        good = self._restored(before, "SUCCESSFUL")
        self._restored(after, "FAILED")
        with self._step("put the canary back from what the validator calls good"):
            self.table.take_canary_from(good)
        if not self.table.has_canary():
            raise LocalError("the canary is not back", fix="read the steps above")

    def _back_up(self, what: str) -> Backup:
        with self._step(what):
            backup = self.table.back_up()
        self.backups.append(backup)
        return backup

    def _restored(self, backup: Backup, wanted: str) -> str:
        """Restore a backup, have it validated, and return the restored table's name."""
        which = "first" if backup is self.backups[0] else "second"
        with self._step(f"restored the {which} backup (stand-in)"):
            job = self.table.restore(backup, PLAN)
        name: str = job["CreatedResourceArn"].rpartition("/")[2]
        self.restored.append(name)
        self._validate(job, wanted)
        return name

    def _validate(self, job: Mapping[str, Any], wanted: str) -> None:
        status, reason = report_of(self.endpoint, job)
        self.timeline.happened(f"the validator reported {status}: {reason}")
        if status != wanted:
            what = f"the validator reported {status} of what is {wanted}"
            raise LocalError(what, fix="read the steps above; it must tell good from bad")

    def clean_up(self) -> None:
        """Delete what was made: AWS Backup deletes what its tests restore, and is not here."""
        with self._step("deleted what was made, as AWS Backup would have (stand-in)"):
            for name in (*self.restored, self.table.name):
                delete_table(self.table.client, name)
            for backup in self.backups:
                self.table.client.delete_backup(BackupArn=backup.arn)

    @contextmanager
    def _step(self, what: str) -> Iterator[None]:
        yield
        self.timeline.happened(what)
