"""Whom the topics of a Region tell, as a table."""

from collections.abc import Iterator

from rich.table import Table

from tocsin.cli.plan_table import new_table
from tocsin.diagnostics import format_duration, parse_duration
from tocsin.plan import AlertingSpec, Plan, TopicSpec


def topic_table(alerting: AlertingSpec, plan: Plan) -> Table:
    """Return whom each topic reaches: contacts, channels, and what pages people by turns."""
    table = new_table(f"Topics in {alerting.region}", "severity", "topic", "reaches")
    for topic in alerting.topics:
        channels = [
            f"{chat.called} ({chat.kind}{', configured elsewhere' * chat.configured_elsewhere})"
            for chat in plan.chats
            if (alerting.region, topic.severity)
            in {(each.region, each.severity) for each in chat.topics}
        ]
        queued = [
            f"{each.queue.name} (sqs), see below"
            for each in plan.incidents
            if each.region == alerting.region and topic.severity in each.heard
        ]
        table.add_row(
            topic.severity,
            topic.name,
            "\n".join([*_recipients(topic), *channels, *queued]) or "nobody",
        )
    table.caption = "\n".join(_told_more_widely(alerting)) or None
    return table


def _told_more_widely(alerting: AlertingSpec) -> Iterator[str]:
    """Yield in what the topics tell more people than the escalation policies say."""
    if any(each.after for topic in alerting.topics for each in topic.subscriptions):
        yield (
            "Topics tell every tier at once. incidents: on lets people be paged one after the "
            "other; channels are always told at once."
        )
    rotations = dict.fromkeys(name for topic in alerting.topics for name in topic.rotations)
    if rotations:
        yield (
            f"All members of {' and '.join(rotations)} are told, whoever is on call: "
            "tocsin on-call says whose turn it is."
        )


def _recipients(topic: TopicSpec) -> list[str]:
    ways: dict[tuple[str, int], list[str]] = {}
    for subscription in topic.subscriptions:
        ways.setdefault((subscription.contact, subscription.after), []).append(
            subscription.protocol
        )
    return [
        f"{contact} ({', '.join(protocols)})"
        + (f", meant after {format_duration(parse_duration(f'{after}s'))}" if after else "")
        for (contact, after), protocols in ways.items()
    ]
