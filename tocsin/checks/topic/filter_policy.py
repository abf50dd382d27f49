"""A filter policy that keeps from a subscription what alarms say."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.listed_names import listed_names, listed_texts
from tocsin.checks.loss import Loss
from tocsin.checks.lost_notifications import closed_hops
from tocsin.checks.subject import Subject
from tocsin.delivery import Hop
from tocsin.diagnostics import Problem

_ID = "topic/filter-policy"


def _find(subject: Subject) -> Iterator[Verdict]:
    for loss in closed_hops(subject):
        if loss.obstacle.hop is not Hop.FILTER:
            continue
        if loss.unheard:
            yield _unheard(loss)
        elif not loss.passes_others:
            yield _useless(loss)


def _unheard(loss: Loss) -> Problem:
    return Problem(
        kind=_ID,
        where=loss.where,
        what=f"it lets through nothing of {listed_names(each.name for each in loss.unheard)}: "
        f"{loss.obstacle.why}",
        why="no other subscription gets these alarms: nobody hears that they fire",
        fix=_FIX,
    )


def _useless(loss: Loss) -> Problem:
    return Problem(
        kind=_ID,
        where=loss.where,
        what=f"it lets through nothing that an alarm publishes to its topic: {loss.obstacle.why}",
        why=f"{listed_texts(loss.recipients)} never hears of {loss.notifiers}; others do",
        fix=_FIX,
        severity="note",
    )


_FIX = (
    "notifications of CloudWatch carry no message attributes: filter on the body with "
    "FilterPolicyScope: MessageBody and fields that they have, as AlarmName or NewStateValue, or "
    "remove the filter policy"
)

CHECK = Check(
    id=_ID,
    title="Filter policies let through what alarms say to whom nobody else tells it.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html",
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html",
    ),
)
