"""Data with an objective whose backups nobody has ever restored."""

from collections.abc import Iterator, Sequence
from functools import partial

from tocsin.assembly import Part
from tocsin.checks.backup.claims import each_store
from tocsin.checks.check import Check, Verdict
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem
from tocsin.recovery import FoundStore

_ID = "backup/restore-test-missing"
_SELECTION = "AWS::Backup::RestoreTestingSelection"
_EVERYTHING = "*"


def _run(subject: Subject) -> Iterator[Verdict]:
    selections = [Part.of(each) for each in subject.assembly.resources(_SELECTION)]
    return each_store(subject, _ID, partial(_find, selections))


def _find(selections: Sequence[Part], found: FoundStore) -> Iterator[Verdict]:
    rests_on_backups = found.is_declared and bool(found.store.rules)
    if not rests_on_backups or not found.store.documented.is_restore_tested:
        return
    if found.store.objectives and not any(_may_test(each, found) for each in selections):
        yield Problem(
            kind=_ID,
            where=found.where,
            what=f"no restore test restores a recovery point of {found.store.name}",
            why="a backup that nobody has restored is a hope, and how long it takes a guess",
            fix="select it in a restore testing plan, by its ARN or with all of its type",
            severity="note",
        )


def _may_test(selection: Part, found: FoundStore) -> bool:
    """Return whether a restore test restores a data store, or may."""
    type_ = selection.at("ProtectedResourceType")
    if type_.text is not None and found.store.type and type_.text != found.store.type:
        return False
    named = selection.at("ProtectedResourceArns")
    if not named.is_known and not named.items:
        return True
    return any(str(each.value) in {_EVERYTHING, found.arn} for each in named.items)


CHECK = Check(
    id=_ID,
    title="What rests on backups is restored regularly.",
    severity="note",
    run=_run,
    sources=(
        "https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing.html",
        "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_backing_up_data_periodic_recovery_testing_data.html",
    ),
)
