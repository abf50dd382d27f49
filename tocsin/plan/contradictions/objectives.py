"""Objectives that nothing of what is declared is shown to meet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from tocsin.diagnostics import KeyPath, format_duration, one_of
from tocsin.plan.backups import Protected
from tocsin.plan.contradictions.remedies import (
    backups_that_hold,
    keys_that_show,
    mechanisms_that_hold,
)
from tocsin.plan.stage_context import StageContext
from tocsin.recovery import (
    MEANING,
    MECHANISMS,
    Amount,
    Assessment,
    Way,
    arithmetic,
    assess,
    is_missed,
    length_text,
)

_NO_SUCH_POINT = "More is lost, when everything works as planned, than anybody agreed to."
_NO_SUCH_TIME = "Whoever relies on it waits longer than anybody agreed to."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Missed:
    """A claim that does not hold, as it is told."""

    kind: str
    path: KeyPath
    claim: str
    how: str
    fix: str
    why: str


def check_objectives(context: StageContext, protected: Sequence[Protected]) -> None:
    """Report what is claimed for data and does not hold, or is not shown to hold.

    A copy may be elsewhere for one Region and not for another: what holds in all Regions that have
    the data is told once, and else where it does.
    """
    by_item: dict[str, list[Protected]] = {}
    for each in protected:
        by_item.setdefault(each.item, []).append(each)
    for places in by_item.values():
        found: dict[_Missed, list[str]] = {}
        for each in places:
            for missed in _missed(context, each):
                found.setdefault(missed, []).append(each.region)
        for missed, regions in found.items():
            where = "" if len(regions) == len(places) else f" in {' and '.join(regions)}"
            _report(context, places[0], missed, where)
        _check_retention(context, places[0])


def _report(context: StageContext, protected: Protected, missed: _Missed, where: str) -> None:
    context.report(
        missed.kind,
        missed.path,
        f"of {protected.item}{where}, {missed.claim}: {missed.how}",
        missed.fix,
        why=missed.why,
        rests_on=_rests_on(context, protected),
    )


def _missed(context: StageContext, protected: Protected) -> Iterator[_Missed]:
    for found in assess(protected.store):
        objective, way = found.objective, found.way
        if objective is None:
            continue
        if is_missed(found.rpo) and objective.rpo is not None:
            yield _Missed(
                kind="objective-out-of-reach",
                path=_path(context, protected, found, "rpo"),
                claim=_claim(found, "rpo", objective.rpo),
                how=_loss(way),
                fix=_better(context, protected, found, objective.rpo),
                why=_NO_SUCH_POINT,
            )
        if is_missed(found.rto) and objective.rto is not None and (way or found.rpo != "not met"):
            yield _Missed(
                kind="objective-out-of-reach" if found.rto == "not met" else "objective-not-shown",
                path=_path(context, protected, found, "rto"),
                claim=_claim(found, "rto", objective.rto),
                how=_recovery(way),
                fix=_sooner(way),
                why=_NO_SUCH_TIME,
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


def _claim(found: Assessment, key: str, claimed: timedelta) -> str:
    return f"{key} {format_duration(claimed)} is claimed for when {MEANING[found.scenario]}"


def _loss(way: Way | None) -> str:
    if way is None:
        return "nothing that protects it is sure to be left then"
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


def _better(
    context: StageContext, protected: Protected, found: Assessment, claimed: timedelta
) -> str:
    """Say what would meet a recovery point objective of this type of data."""
    fixes = []
    if found.way is not None and found.way.loss is not None:
        fixes.append(f"write rpo: {format_duration(found.way.loss.length)} or more")
    if fitting := mechanisms_that_hold(protected, found.scenario, claimed):
        fixes.append(f"add to its mechanisms {one_of(fitting)}")
    fixes.extend(keys_that_show(context, protected, found, claimed))
    is_copied = context.stage.copied_to is not None
    fixes.extend(backups_that_hold(protected, found.scenario, is_copied=is_copied))
    return ", or ".join(fixes) or "write what holds, or off"


def _sooner(way: Way | None) -> str:
    if way is None:
        return "protect it by what is left then, or write off"
    if way.recovery is not None:
        written = format_duration(way.recovery.length)
        return f"write rto: {written} or more, or protect it by what is used sooner"
    if way.by in MECHANISMS and not MECHANISMS[way.by].is_restore:
        return f"write takes at mechanisms.{way.by}: how long it takes once somebody has begun"
    return "write restore: {takes: …}: how long a restore takes until it is used"


def _check_retention(context: StageContext, protected: Protected) -> None:
    """Report data that have to be restorable for longer than any recovery point is kept."""
    claimed = protected.store.retention
    if claimed is None:
        return
    kept = [each.retention for each in protected.rules]
    longest = max((each for each in kept if each is not None), default=timedelta(0))
    if None in kept or longest >= claimed:
        return
    what = (
        f"its backups are kept for {format_duration(longest)}"
        if kept
        else "no schedule backs it up, and how far back a mechanism goes is not declared"
    )
    context.report(
        "retention-out-of-reach",
        ("data_protection", "protected", protected.item, "retention"),
        f"it has to be restorable for {format_duration(claimed)}, and {what}",
        "keep one of its schedules' recovery points for as long, or write what holds",
    )
