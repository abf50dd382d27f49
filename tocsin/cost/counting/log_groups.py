"""Log groups: what arrives, what is kept, and what else is done with it."""

from collections.abc import Iterator

from tocsin.assembly import Assembly, Resource
from tocsin.cost.counted import Counted, Uncounted
from tocsin.cost.counting.of_resource import called, counted, in_usage, uncounted
from tocsin.cost.usage import Usage

_COMPRESSED = 0.15
"""What is left of logs when they are stored, as AWS's own calculator reckons."""

_DAYS = 730 / 24
_YEAR = 365.0


def log_groups(assembly: Assembly, usage: Usage) -> Iterator[Counted | Uncounted]:
    """Yield gigabytes of log groups whose usage is known.

    https://aws.amazon.com/cloudwatch/pricing/
    """
    archived = {
        str(each.properties.get("LogGroupName"))
        for each in assembly.resources("AWS::Logs::SubscriptionFilter")
        if ":firehose:" in str(each.properties.get("DestinationArn"))
    }
    for group in assembly.resources("AWS::Logs::LogGroup"):
        gigabytes = usage.log_groups.get(called(group))
        if gigabytes is None:
            yield uncounted("logs of log groups", group, in_usage("log_groups"))
        else:
            yield from _logs(group, gigabytes, is_archived=_is_among(group, archived))


def _logs(group: Resource, gigabytes: float, *, is_archived: bool) -> Iterator[Counted]:
    is_infrequent = group.properties.get("LogGroupClass") == "INFREQUENT_ACCESS"
    yield counted(
        "log-ingestion-infrequent" if is_infrequent else "log-ingestion", gigabytes, group
    )
    days, assumed = _kept(group)
    yield counted(
        "log-storage",
        gigabytes * _COMPRESSED * days / _DAYS,
        group,
        assumed=f"logs shrink to {_COMPRESSED:.0%}{assumed}",
    )
    if group.properties.get("DataProtectionPolicy"):
        yield counted("log-masking", gigabytes, group)
    if is_archived:
        yield counted("log-archive", gigabytes, group)


def _kept(group: Resource) -> tuple[float, str]:
    days = group.properties.get("RetentionInDays")
    try:
        return float(str(days)), ""
    except ValueError:
        return _YEAR, "; what is kept for ever is what a year brings"


def _is_among(group: Resource, names: set[str]) -> bool:
    return bool(names & {group.name, group.reference})
