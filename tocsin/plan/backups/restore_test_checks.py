"""What cannot be restored for a test, or would fail each time."""

from collections.abc import Iterator, Sequence

from tocsin.diagnostics import format_duration
from tocsin.plan.backups.arrivals import oldest, until_backed_up, until_copied
from tocsin.plan.backups.protected import Protected
from tocsin.plan.backups.restore_metadata import check_metadata
from tocsin.plan.stage_context import StageContext
from tocsin.restoration import CHECKED_TYPES
from tocsin.viewpoint import RestoreTest

_Refusal = tuple[str, str, str]
"""A problem's kind, what is wrong and what to change."""


def check_restore_tests(context: StageContext, protected: Sequence[Protected]) -> None:
    """Report what the restore tests of a stage name and cannot restore."""
    for name, test in context.viewpoint.data_protection.restore_tests.items():
        check_metadata(context, name, test)
        for number, item in enumerate(test.protected):
            path = ("data_protection", "restore_tests", name, "protected", number)
            for each in protected:
                if each.item != item:
                    continue
                rests_on = [("data_protection", "protected", item), context.stage_path]
                for kind, what, fix in _refusals(context, test, each):
                    context.report(kind, path, what, fix, rests_on=rests_on)
                if can_be_restored(each, of_copies=False):
                    for kind, what, fix in _deleted_before(context, test, each):
                        context.report(kind, path, what, fix, severity="warning", rests_on=rests_on)


def can_be_restored(protected: Protected, *, of_copies: bool) -> bool:
    """Return whether a test can restore protected data, from their backups or the copies."""
    schedules = protected.copied if of_copies else protected.schedules
    return bool(schedules) and bool(protected.arn) and protected.type in CHECKED_TYPES


def _refusals(context: StageContext, test: RestoreTest, each: Protected) -> Iterator[_Refusal]:
    if each.tags:
        what = f"{each.item} is selected by tags, and a restore test restores what is named"
        yield "restored-by-tags", what, "protect it by resource or arn as well, and test that"
    elif not each.arn:
        return  # what names it is reported
    elif each.type is None:
        may_be = f"it may be {' or '.join(each.types)}" if each.types else "nothing says it"
        what = f"of what type {each.item} is decides how it is restored, and {may_be}"
        fix = "name it by resource, by an ARN that tells its type, or leave it out"
        yield "restored-unknown", what, fix
    elif each.type not in CHECKED_TYPES:
        what = f"of {each.type} nothing can be looked at once it is restored: each test would fail"
        fix = f"leave {each.item} out; known are {', '.join(CHECKED_TYPES)}"
        yield "restored-unseen", what, fix
    else:
        yield from _without_points(context, test, each)


def _without_points(
    context: StageContext, test: RestoreTest, each: Protected
) -> Iterator[_Refusal]:
    if test.where != "recovery" and not each.schedules:
        what = f"no schedule backs up {each.item}, so that there is nothing to restore"
        yield "restored-without-backup", what, "give it schedules, or leave it out of the test"
    if test.where != "data" and context.stage.copied_to is not None and not each.copied:
        what = f"no schedule of {each.item} is copied to the recovery Region"
        fix = "give one of them copy_retention, leave it out, or write where: data"
        yield "restored-without-copy", what, fix


def _deleted_before(
    context: StageContext, test: RestoreTest, each: Protected
) -> Iterator[_Refusal]:
    """Yield that each recovery point may be deleted before the next one is there.

    A continuous backup is there always: nothing is asked of how long it is kept.
    """
    snapshots = [
        (one.retention, oldest([one], until_backed_up))
        for one in each.periodic
        if test.where != "recovery"
    ]
    copies = [
        (one.copy_retention, oldest([one], until_copied))
        for one in each.copied
        if one.copy_retention and test.where != "data" and context.stage.copied_to is not None
    ]
    kinds = (("recovery points", snapshots, "retention"), ("copies", copies, "copy_retention"))
    for noun, kept, setting in kinds:
        if any(days >= age + test.start_window for days, age in kept) or not kept:
            continue
        longest = format_duration(max(days for days, _ in kept))
        needed = format_duration(min(age for _, age in kept) + test.start_window)
        what = (
            f"{noun} of {each.item} are kept for {longest} at most, and the newest may be {needed} "
            "old when it is restored: then there is none any more, and nothing is restored"
        )
        fix = f"lengthen {setting} to {needed} or more, back it up more often, or leave it out"
        yield "restored-after-deletion", what, fix
