"""Objectives that nothing of what is declared is shown to meet."""

from collections.abc import Sequence
from datetime import timedelta

from tocsin.diagnostics import KeyPath, format_duration, one_of
from tocsin.plan.backups import Protected
from tocsin.plan.contradictions.remedies import backups_that_hold, mechanisms_that_hold
from tocsin.plan.stage_context import StageContext
from tocsin.recovery import (
    MEANING,
    MECHANISMS,
    Amount,
    Assessment,
    Way,
    arithmetic,
    assess,
    length_text,
)

_MISSED = ("not met", "not shown")


def check_objectives(context: StageContext, protected: Sequence[Protected]) -> None:
    """Report what is claimed for data and does not hold, or is not shown to hold.

    What is in several Regions is protected alike in all of them, and is looked at once.
    """
    seen = set[str]()
    for each in protected:
        if each.item not in seen:
            seen.add(each.item)
            for assessment in assess(each.store):
                _check(context, each, assessment)
            _check_retention(context, each)


def _check(context: StageContext, protected: Protected, found: Assessment) -> None:
    objective, way = found.objective, found.way
    if objective is None:
        return
    if found.rpo in _MISSED and objective.rpo is not None:
        context.report(
            "objective-out-of-reach",
            _path(context, protected, found, "rpo"),
            f"{_claim(protected, found, 'rpo', objective.rpo)}: {_loss(way)}",
            _better(protected, found, objective.rpo),
            why="When everything works as planned, more is lost than anybody agreed to.",
            rests_on=_rests_on(context, protected),
        )
    elif found.rto in _MISSED and objective.rto is not None:
        context.report(
            "objective-out-of-reach" if found.rto == "not met" else "objective-not-shown",
            _path(context, protected, found, "rto"),
            f"{_claim(protected, found, 'rto', objective.rto)}: {_recovery(way)}",
            _sooner(way),
            why="Whoever relies on it waits longer than anybody agreed to.",
            rests_on=_rests_on(context, protected),
        )


def _path(context: StageContext, protected: Protected, found: Assessment, key: str) -> KeyPath:
    """Return where the claim stands: at the data, or at what all of them have in common."""
    item = context.viewpoint.data_protection.protected[protected.item]
    own = getattr(item.objectives, found.scenario) is not None
    above = ("protected", protected.item) if own else ()
    return ("data_protection", *above, "objectives", found.scenario, key)


def _rests_on(context: StageContext, protected: Protected) -> list[KeyPath]:
    """Return what a verdict rests on beside the data themselves."""
    own = [
        (("data_protection", "schedules", name), schedule.also_copied_to)
        for name, schedule in protected.schedules
    ]
    copies = {("data_protection", "copies", copy) for _, copied in own for copy in copied}
    return [
        context.stage_path,
        ("data_protection", "protected", protected.item),
        ("data_protection", "air_gapped"),
        *(schedule for schedule, _ in own),
        *sorted(copies),
    ]


def _claim(protected: Protected, found: Assessment, key: str, claimed: timedelta) -> str:
    return (
        f"of {protected.item}, {key} {format_duration(claimed)} is claimed for when "
        f"{MEANING[found.scenario]}"
    )


def _loss(way: Way | None) -> str:
    if way is None:
        return "nothing that protects it is left then"
    if way.loss is None:
        return f"nothing says how much {way.by} loses"
    return f"{way.by} loses up to {_sum(way.loss)}"


def _recovery(way: Way | None) -> str:
    if way is None:
        return "nothing brings it back"
    if way.recovery is None:
        return f"nothing says how long it takes by {way.by}"
    return f"by {way.by} it takes {_sum(way.recovery)}"


def _sum(amount: Amount) -> str:
    if len(amount.parts) == 1:
        return f"{length_text(amount.length)} ({amount.parts[0].what})"
    return f"{length_text(amount.length)} ({arithmetic(amount)})"


def _better(protected: Protected, found: Assessment, claimed: timedelta) -> str:
    """Say what would meet a recovery point objective of this type of data."""
    fixes = []
    if found.way is not None and found.way.loss is not None:
        fixes.append(f"write rpo: {_written(found.way.loss.length)} or more")
    if fitting := mechanisms_that_hold(protected, found.scenario, claimed):
        fixes.append(f"add to its mechanisms {one_of(fitting)}")
    fixes.extend(backups_that_hold(protected, found.scenario))
    return ", or ".join(fixes) or "write what holds, or off"


def _sooner(way: Way | None) -> str:
    if way is None:
        return "protect it by what is left then, or write off"
    if way.recovery is not None:
        written = _written(way.recovery.length)
        return f"write rto: {written} or more, or protect it by what is used sooner"
    if way.by in MECHANISMS and not MECHANISMS[way.by].is_restore:
        return f"write takes at mechanisms.{way.by}: how long it takes once somebody has begun"
    return "write restore: {takes: …}: how long a restore takes until it is used"


def _written(length: timedelta) -> str:
    """Write a length of time as a viewpoint has it."""
    return format_duration(length)


def _check_retention(context: StageContext, protected: Protected) -> None:
    """Report data that have to be restorable for longer than any recovery point is kept."""
    claimed = protected.store.retention
    if claimed is None:
        return
    kept = [each.retention for each in protected.rules]
    longest = max((each for each in kept if each is not None), default=timedelta(0))
    if None in kept or longest >= claimed:
        return
    what = "nothing backs it up" if not kept else f"its backups are kept for {_written(longest)}"
    context.report(
        "retention-out-of-reach",
        ("data_protection", "protected", protected.item, "retention"),
        f"it has to be restorable for {format_duration(claimed)}, and {what}",
        "keep one of its schedules' recovery points for as long, or write what holds",
    )
