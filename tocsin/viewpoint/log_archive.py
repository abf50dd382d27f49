"""Where log events go to be kept for longer than their log group keeps them."""

from datetime import timedelta
from typing import Annotated, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from tocsin.diagnostics import InvalidValueError, format_duration
from tocsin.viewpoint.part import Duration, Flag, Part

_DAY = timedelta(days=1)
SHORTEST_COLD = timedelta(days=90)
"""For how long cold storage is paid at least.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/glacier-storage-classes.html
"""


def _whole_days(duration: timedelta) -> timedelta:
    if duration < _DAY or duration % _DAY:
        what = f"Amazon S3 counts in days, and {format_duration(duration)} is not days"
        raise InvalidValueError(what, "write a number of days, as 365d")
    return duration


_Days = Annotated[Duration, AfterValidator(_whole_days)]


class LogArchive(Part):
    """A bucket that gets the events of a log group within minutes, by Amazon Data Firehose."""

    bucket: Annotated[
        str,
        StringConstraints(pattern=r"^[a-z0-9{][a-z0-9.\-{}]{1,127}$"),
        Field(description="The name of the bucket; of all buckets of AWS it alone has it."),
    ]
    create: Annotated[
        Flag,
        Field(
            description="Make the bucket here. Otherwise it has to exist, or another log group of "
            "the stage makes it."
        ),
    ] = False
    retention: Annotated[
        _Days | None,
        Field(description="After which time objects are deleted; for a bucket made here."),
    ] = None
    cold_after: Annotated[
        _Days | None,
        Field(
            description="After which time objects move to cold storage, from which reading takes "
            "hours; for a bucket made here."
        ),
    ] = None
    key: Annotated[
        str | None,
        StringConstraints(pattern=r"^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9{}a-z]+:key/\S+$"),
        Field(description="The ARN of the key that encrypts a bucket which exists, if one does."),
    ] = None
    pattern: Annotated[
        str | None,
        StringConstraints(min_length=1, max_length=1_024),
        Field(description="A filter pattern of the events that go there; all without it."),
    ] = None

    @model_validator(mode="after")
    def _lifecycle_is_set_by_the_maker(self) -> Self:
        if self.create and self.retention is None:
            what = "a bucket that is made here would keep its objects for ever"
            raise InvalidValueError(what, "add retention, as 3653d")
        parts = {"retention": self.retention, "cold_after": self.cold_after}
        there = [name for name, value in parts.items() if value is not None]
        if there and not self.create:
            what = f"{' and '.join(there)} is set where a bucket is made, which is elsewhere"
            fix = f"add create: true if it is to be made here, or remove {' and '.join(there)}"
            raise InvalidValueError(what, fix)
        if self.create and self.key is not None:
            what = "a bucket that is made here has the stage's key"
            raise InvalidValueError(what, "remove key")
        return self

    @model_validator(mode="after")
    def _cold_storage_pays(self) -> Self:
        if self.cold_after is None or self.retention is None:
            return self
        if self.retention < self.cold_after + SHORTEST_COLD:
            what = (
                f"objects would be {format_duration(self.retention - self.cold_after)} in cold "
                f"storage, which is paid for {format_duration(SHORTEST_COLD)} at least"
                if self.retention > self.cold_after
                else "objects would be deleted before they move to cold storage"
            )
            raise InvalidValueError(what, "lengthen retention, or remove cold_after")
        return self
