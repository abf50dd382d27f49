"""What an Amazon Resource Name says of the type of a data store."""

from collections.abc import Mapping

from tocsin.assembly import read_arn

_TYPES: Mapping[str, tuple[str, ...]] = {
    "dynamodb:table": ("DynamoDB",),
    "ec2:instance": ("EC2",),
    "ec2:volume": ("EBS",),
    "elasticache:": ("ElastiCache",),
    "elasticfilesystem:file-system": ("EFS",),
    "fsx:file-system": ("FSx",),
    "fsx:volume": ("FSx",),
    "kafka:cluster": ("MSK",),
    "rds:cluster": ("Aurora", "DocumentDB", "Neptune"),
    "rds:db": ("RDS",),
    "s3:": ("S3",),
    "timestream:database": ("Timestream",),
}
"""The types that it may be of, by the beginning of what a name names; clusters share one form.

https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupJob.html
"""


def types_of_arn(arn: str) -> tuple[str, ...]:
    """Return the types that something may be of, as AWS Backup calls them; none if unknown."""
    parts = read_arn(arn)
    if parts is None:
        return ()
    named = f"{parts.service}:{parts.resource}"
    return next((types for start, types in _TYPES.items() if named.startswith(start)), ())


def region_in_arn(arn: str) -> str:
    """Return the Region of an ARN; empty where it has none, or is not an ARN."""
    parts = read_arn(arn)
    return "" if parts is None else parts.region


def name_in_arn(arn: str) -> str:
    """Return what a service calls the resource of an ARN: what stands behind its type, if any."""
    parts = read_arn(arn)
    resource = arn if parts is None else parts.resource
    for mark in ("/", ":"):
        _, found, name = resource.partition(mark)
        if found:
            return name
    return resource
