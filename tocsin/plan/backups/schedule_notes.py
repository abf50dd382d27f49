"""What is valid and yet surprises about when backups and restore tests run."""

from tocsin.plan.stage_context import StageContext


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
