"""Objectives that nothing of what is declared can meet."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from tocsin.diagnostics import format_duration
from tocsin.plan.backups import Protected
from tocsin.plan.stage_context import StageContext
from tocsin.viewpoint import ProtectedResource, Replication

_BEHIND_OF_REPLICAS: Mapping[Replication, timedelta] = {
    "efs_replication": timedelta(minutes=15),
    "s3_replication": timedelta(minutes=15),
}
"""How far behind a replica may be as AWS documents it; of others it states nothing, or seconds.

https://docs.aws.amazon.com/efs/latest/ug/efs-replication.html
https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-time-control.html
"""

_BEHIND_OF_CONTINUOUS = timedelta(minutes=5)
_BEHIND_BY_TYPE = {"S3": timedelta(minutes=15)}
"""How far behind the newest point in time is that a continuous backup can restore, by type.

https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIT.html
https://docs.aws.amazon.com/aws-backup/latest/devguide/s3-backups.html
"""


def check_objectives(context: StageContext, protected: Sequence[Protected]) -> None:
    """Report what may lose more data than its objective allows, however well all goes."""
    # What is in several Regions is protected alike in all of them.
    backed_up = {each.item: each for each in protected}
    for name, item in context.viewpoint.data_protection.protected.items():
        lost = dict(_lost(item, backed_up.get(name)))
        if lost and min(lost.values()) > item.rpo:
            _report(context, name, item, lost)


def _lost(item: ProtectedResource, protected: Protected | None) -> Iterator[tuple[str, timedelta]]:
    """Yield what protects *item*, and how much may be lost with it."""
    if item.replicate_by is not None:
        behind = _BEHIND_OF_REPLICAS.get(item.replicate_by, timedelta(0))
        yield item.replicate_by, behind
    for name, schedule in protected.schedules if protected is not None else ():
        if protected is not None and schedule in protected.continuous:
            yield name, _BEHIND_BY_TYPE.get(protected.type or "", _BEHIND_OF_CONTINUOUS)
        else:
            yield name, schedule.within


def _report(
    context: StageContext, name: str, item: ProtectedResource, lost: Mapping[str, timedelta]
) -> None:
    written = format_duration(item.rpo)
    if "rpo" not in item.model_fields_set:
        written += ", which holds where none is written,"
    each = " and ".join(f"{way} {format_duration(time)}" for way, time in lost.items())
    least = format_duration(min(lost.values()))
    context.report(
        "objective-out-of-reach",
        ("data_protection", "protected", name, "rpo"),
        f"the objective {written} is shorter than what may be lost with all that protects it: "
        f"{each}",
        f"write rpo: {least} or more, run a schedule more often, or add replicate_by",
        why="When everything works as planned, more is lost than anybody agreed to.",
    )
