"""What protects a table of DynamoDB."""

from tocsin.aws import AwsRegion
from tocsin.preflight.mechanisms.asked import NO_DATA, Asked


def point_in_time_recovery(region: AwsRegion, asked: Asked) -> str | None:
    """Return what is wrong with the point-in-time recovery of a table."""
    answer = region.ask("dynamodb", "describe_continuous_backups", TableName=asked.name)
    if answer is None:
        return NO_DATA
    described = answer.get("ContinuousBackupsDescription", {})
    recovery = described.get("PointInTimeRecoveryDescription", {})
    is_on = recovery.get("PointInTimeRecoveryStatus") == "ENABLED"
    return None if is_on else "its point-in-time recovery is off"


def global_table(region: AwsRegion, asked: Asked) -> str | None:
    """Return what is wrong with the replica of a table."""
    answer = region.ask("dynamodb", "describe_table", TableName=asked.name)
    if answer is None:
        return NO_DATA
    table = answer.get("Table", {})
    states = {each["RegionName"]: each.get("ReplicaStatus") for each in table.get("Replicas", ())}
    state = states.get(asked.elsewhere)
    if state is None:
        there = f"; there are some in {', '.join(sorted(states))}" if states else ""
        return f"it has no replica in {asked.elsewhere}{there}"
    if state != "ACTIVE":
        return f"its replica in {asked.elsewhere} is {state}, not ACTIVE"
    is_strong = table.get("MultiRegionConsistency") == "STRONG"
    if asked.mechanism.kind == "dynamodb_strong_global_table" and not is_strong:
        return "its consistency between Regions is eventual, not strong"
    return None
