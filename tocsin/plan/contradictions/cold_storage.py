"""Schedules whose recovery points would move to cold storage, and cannot."""

from collections.abc import Iterator, Sequence

from tocsin.plan.backups import Protected
from tocsin.plan.stage_context import StageContext
from tocsin.recovery import STORE_TYPES


def check_cold_storage(context: StageContext, protected: Sequence[Protected]) -> None:
    """Report cold storage for what AWS Backup keeps warm without a word, by schedule.

    https://docs.aws.amazon.com/aws-backup/latest/devguide/plan-options-and-configuration.html
    """
    for name, schedule in context.viewpoint.data_protection.schedules.items():
        warm = dict(_warm(name, protected)) if schedule.cold_after is not None else {}
        if warm:
            cold = ", ".join(sorted(each.name for each in STORE_TYPES.values() if each.goes_cold))
            items = " and ".join(f"{item}, of type {type_}," for item, type_ in warm.items())
            context.report(
                "never-cold",
                ("data_protection", "schedules", name, "cold_after"),
                f"recovery points of {items} never move to cold storage",
                "remove cold_after, or give them a schedule without it; "
                f"those of {cold} can be cold",
                why="AWS Backup ignores it for these types, and what was to become cheap does not.",
                rests_on=[("data_protection", "protected", item) for item in warm],
            )


def _warm(schedule: str, protected: Sequence[Protected]) -> Iterator[tuple[str, str]]:
    """Yield what the schedule protects that stays warm, with its type."""
    for each in protected:
        type_ = STORE_TYPES.get(each.type or "")
        used = any(name == schedule for name, _ in each.schedules)
        if used and type_ is not None and not type_.goes_cold:
            yield each.item, type_.name
