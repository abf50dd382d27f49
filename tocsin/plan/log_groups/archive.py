"""The buckets to which log events go, and the way there."""

import re
from collections.abc import Collection, Iterator

from tocsin.diagnostics import KeyPath, quoted
from tocsin.plan.log_groups.filters import check_pattern
from tocsin.plan.log_groups.names import full_name
from tocsin.plan.specs import LogArchiveSpec, LogBucketSpec, shortened
from tocsin.plan.stage_context import StageContext
from tocsin.viewpoint import LogArchive, LogGroup, slug

LONGEST_STREAM_NAME = 64
"""https://docs.aws.amazon.com/firehose/latest/APIReference/API_CreateDeliveryStream.html"""
_BUCKET_NAME = re.compile(r"[a-z0-9](?!.*\.\.)[a-z0-9.-]{1,61}[a-z0-9]")
"""https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html"""


def make_archive(
    context: StageContext, key_path: KeyPath, group: LogGroup
) -> LogArchiveSpec | None:
    """Return where the events of a log group go, if anywhere; report what is wrong with that."""
    found = group.archive
    if found is None:
        return None
    place = (*key_path, "archive")
    if found.pattern is not None:
        check_pattern(context, (*place, "pattern"), found.pattern)
    bucket = context.fill((*place, "bucket"), found.bucket)
    _check_bucket(context, place, found, bucket)
    return LogArchiveSpec(
        name=archive_name(context, key_path),
        bucket=bucket,
        made=_made(found, bucket),
        key_arn=None if found.key is None else context.fill((*place, "key"), found.key),
        pattern=found.pattern or "",
        prefix="/".join(
            (
                context.viewpoint.system,
                context.stage_name,
                context.region,
                *(slug(str(each)) for each in (key_path[1], key_path[3])),
            )
        ),
    )


def archive_name(context: StageContext, key_path: KeyPath) -> str:
    """Return the name of the stream and of the subscription of the log group at *key_path*."""
    return shortened(full_name(context, key_path), LONGEST_STREAM_NAME)


def _made(found: LogArchive, bucket: str) -> LogBucketSpec | None:
    if not found.create or found.retention is None:
        return None
    return LogBucketSpec(
        name=bucket,
        retention_days=found.retention.days,
        cold_days=None if found.cold_after is None else found.cold_after.days,
    )


def _archives(context: StageContext) -> Iterator[tuple[StageContext, LogArchive]]:
    """Yield the archives of a stage, in each of their Regions."""
    for service in context.viewpoint.services.values():
        for group in service.log_groups.values():
            for there in context.in_each(service.regions, group.regions):
                if group.archive is not None:
                    yield there, group.archive


def _check_bucket(context: StageContext, place: KeyPath, found: LogArchive, bucket: str) -> None:
    """Report a name that no bucket has, and a bucket that would be made twice."""
    path = (*place, "bucket")
    if not _BUCKET_NAME.fullmatch(bucket):
        context.report(
            "wrong-bucket-name",
            path,
            f"no bucket can be called {quoted(bucket)}",
            "write 3 to 63 small letters, digits and hyphens",
        )
    makers = [there for there, each in _archives(context) if _makes(there, each, bucket)]
    regions = {there.region for there in makers}
    if not found.create:
        _check_maker(context, place, found, regions)
        return
    if len(makers) > 1:
        context.report(
            "bucket-made-twice",
            path,
            f"{quoted(bucket)} would be made {len(makers)} times",
            "write {region} in its name" if len(regions) > 1 else "leave create at one log group",
        )
    for other in context.of_same_account():
        if any(_makes(there, each, bucket) for there, each in _archives(other)):
            first, second = (each.stage_name for each in context.in_order(other))
            context.report(
                "shared-bucket",
                path,
                f"the stages {first} and {second} would both create the bucket {quoted(bucket)}",
                "write {stage} in its name",
                rests_on=other.changed("services"),
            )


def _makes(context: StageContext, archive: LogArchive, bucket: str) -> bool:
    return archive.create and context.fill_known(archive.bucket) == bucket


def _check_maker(
    context: StageContext, place: KeyPath, found: LogArchive, regions: Collection[str]
) -> None:
    """Report what does not go with a bucket that another log group of the stage makes.

    Args:
        context: The stage.
        place: Where the archive stands.
        found: The archive.
        regions: Those in which the stage makes the bucket, if it does.
    """
    if regions and context.region not in regions:
        context.report(
            "bucket-in-other-region",
            (*place, "bucket"),
            f"the stage makes this bucket in {', '.join(sorted(regions))} alone, and its key there",
            "write {region} in its name, and make it in each Region",
        )
    elif regions and found.key is not None:
        context.report(
            "bucket-has-key",
            (*place, "key"),
            "the bucket is made here, and has the stage's key",
            "remove key",
        )
