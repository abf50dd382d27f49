"""Mechanisms that protected data do not have, or that would be lost with them."""

from collections.abc import Sequence

from tocsin.diagnostics import KeyPath, one_of
from tocsin.plan.backups import LAG_KINDS, Protected, missing_keys
from tocsin.plan.stage_context import StageContext
from tocsin.recovery import MECHANISMS, Mechanism
from tocsin.viewpoint import ProtectedResource


def check_mechanisms(context: StageContext, protected: Sequence[Protected]) -> None:
    """Report mechanisms that data cannot have in the way that is declared.

    A copy may be in the Region of the data for one of their Regions alone.
    """
    told = set[tuple[KeyPath, str | None]]()
    for each in protected:
        item = context.viewpoint.data_protection.protected[each.item]
        for mechanism in each.store.mechanisms:
            path = ("data_protection", "protected", each.item, "mechanisms", mechanism.kind)
            if (path, mechanism.region) in told:
                continue
            told.add((path, mechanism.region))
            if each.types and set(each.types).isdisjoint(mechanism.documented.types):
                _report_type(context, each, item, mechanism, path)
            elif mechanism.documented.is_elsewhere:
                _check_region(context, each, mechanism, path)
                _warn_of_lag(context, each, mechanism, path)


def _warn_of_lag(
    context: StageContext, protected: Protected, mechanism: Mechanism, path: KeyPath
) -> None:
    """Note that nothing watches a replica, though CloudWatch knows how far behind it is."""
    is_watched = mechanism.watched_at is not None or mechanism.kind not in LAG_KINDS
    if is_watched or not protected.arn:
        return
    item = context.viewpoint.data_protection.protected[protected.item]
    missing = missing_keys(
        mechanism.kind, dict(item.mechanisms.declared)[mechanism.kind], protected.arn
    )
    keys = " and ".join(each for each in missing if each != "arn")
    if "arn" in missing:
        why = "its metric has the name of the data as a dimension, and only a deployment knows it"
        fix = f"write {keys}" if keys else "write the Amazon Resource Name out"
    elif keys:
        why, fix = f"its metric is of {keys}, which nothing says", f"write {keys}"
    else:
        why = "nothing says how far that may be"
        fix = "claim an rpo for the loss of the Region, or write alarm_at"
    context.report(
        "replica-unwatched",
        path,
        f"no alarm watches how far it is behind: {why}",
        fix,
        why="A replica that stands still is noticed when it is needed.",
        severity="note",
        rests_on=[path[:-1] for path in _rests_on(item)],
    )


def _report_type(
    context: StageContext,
    protected: Protected,
    item: ProtectedResource,
    mechanism: Mechanism,
    path: KeyPath,
) -> None:
    fitting = [
        name for name, each in MECHANISMS.items() if not set(protected.types).isdisjoint(each.types)
    ]
    context.report(
        "mechanism-of-another-type",
        path,
        f"{mechanism.kind} is for {' and '.join(mechanism.documented.types)}, and this is "
        f"{' or '.join(protected.types)}",
        f"use {one_of(tuple(fitting))}" if fitting else "remove it: nothing here protects it so",
        why="Nothing carries the objective that it is to carry.",
        rests_on=_rests_on(item),
    )


def _check_region(
    context: StageContext, protected: Protected, mechanism: Mechanism, path: KeyPath
) -> None:
    if mechanism.region is None:
        context.report(
            "mechanism-without-region",
            path,
            "its copy is in another Region, and neither it nor the stage names one",
            "write region, or give the stage a recovery_region",
            rests_on=[context.stage_path],
        )
    elif mechanism.region == protected.region:
        context.report(
            "mechanism-in-one-region",
            path,
            f"its copy is said to be in {mechanism.region}, where the data are, and would be lost "
            "with them",
            "write the Region that its copy is in",
            rests_on=[context.stage_path],
        )


def _rests_on(item: ProtectedResource) -> list[KeyPath]:
    service, _, resource = (item.resource or "").partition("/")
    return [("services", service, "resources", resource, "type")] if item.resource else []
