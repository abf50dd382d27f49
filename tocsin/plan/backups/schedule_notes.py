"""What is valid and yet surprises about backups and restore tests."""

from tocsin.plan.stage_context import StageContext


def note_tags(context: StageContext) -> None:
    """Say what nothing watches: whether there is a backup of each thing that has some tags."""
    for name, item in context.viewpoint.data_protection.protected.items():
        if item.tags is not None and item.schedules:
            context.report(
                "unwatched-tags",
                ("data_protection", "protected", name, "tags"),
                "no alarm tells that a backup of something with these tags is missing, because "
                "what has them is not known here; those on failed jobs do",
                "protect what must not be lost by resource or arn as well",
                severity="note",
            )


def note_schedules(context: StageContext) -> None:
    """Report what surprises about the schedules of a stage; the plan is made all the same."""
    protection = context.viewpoint.data_protection
    for kind, parts in (
        ("schedules", protection.schedules),
        ("restore_tests", protection.restore_tests),
    ):
        for name, scheduled in parts.items():
            path = ("data_protection", kind, name, "schedule")
            for note in scheduled.notes:
                context.report("surprising-schedule", path, note.what, note.fix, severity="note")
