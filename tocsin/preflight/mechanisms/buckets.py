"""What protects a bucket."""

from collections.abc import Mapping
from typing import Any

from tocsin.aws import AwsRegion
from tocsin.preflight.mechanisms.asked import NO_DATA, Asked
from tocsin.recovery import name_in_arn

_OLD_NAMES = {None: "us-east-1", "": "us-east-1", "EU": "eu-west-1"}
"""What AWS calls two Regions where it says where a bucket is.

https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html
"""


def versioning(region: AwsRegion, asked: Asked) -> str | None:
    """Return what is wrong with the versions of a bucket."""
    answer = region.ask("s3", "get_bucket_versioning", Bucket=asked.name)
    if answer is None:
        return NO_DATA
    status = answer.get("Status", "off").lower()
    return None if status == "enabled" else f"its versioning is {status}"


def replication(region: AwsRegion, asked: Asked) -> str | None:
    """Return what is wrong with the replication of a bucket."""
    if region.ask("s3", "get_bucket_versioning", Bucket=asked.name) is None:
        return NO_DATA
    answer = region.ask("s3", "get_bucket_replication", Bucket=asked.name) or {}
    rules = [
        rule
        for rule in answer.get("ReplicationConfiguration", {}).get("Rules", ())
        if rule.get("Status") == "Enabled" and asked.is_copy(_destination(rule))
    ]
    there = [rule for rule in rules if _is_in(region, _destination(rule), asked.elsewhere)]
    if not there:
        return f"no rule that is enabled replicates it to {asked.wanted}"
    there = [rule for rule in there if _is_whole(rule)]
    if not there:
        return f"its rules replicate a part of it alone to {asked.wanted}: they have a filter"
    if asked.mechanism.kind == "s3_replication":
        return None
    is_timed = any(_is_timed(rule) for rule in there)
    return None if is_timed else f"its rule to {asked.wanted} has no Replication Time Control"


def _destination(rule: Mapping[str, Any]) -> str:
    return name_in_arn(rule.get("Destination", {}).get("Bucket", ""))


def _is_whole(rule: Mapping[str, Any]) -> bool:
    """Say whether a rule is for all objects; one of the old form has its prefix beside a filter.

    https://docs.aws.amazon.com/AmazonS3/latest/API/API_ReplicationRule.html
    """
    filtered = rule.get("Filter", {})
    return not (rule.get("Prefix") or any(filtered.get(key) for key in ("Prefix", "Tag", "And")))


def _is_timed(rule: Mapping[str, Any]) -> bool:
    return bool(rule["Destination"].get("ReplicationTime", {}).get("Status") == "Enabled")


def _is_in(region: AwsRegion, bucket: str, elsewhere: str) -> bool:
    answer = region.ask("s3", "get_bucket_location", Bucket=bucket)
    if answer is None:
        return False
    constraint = answer.get("LocationConstraint")
    return bool(_OLD_NAMES.get(constraint, constraint) == elsewhere)
