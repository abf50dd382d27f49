import pytest

from tests.support.viewpoints import SMALL, changed, planned, problems_of
from tocsin.plan import AlarmSpec

CONTACTS = (
    "  ana: {email: ana@example.com}\n",
    (
        '  ana: {email: ana@example.com, sms: "+15550100101"}\n'
        '  ben: {sms: "+15550100102"}\n'
        "  inbox: {sqs: shop-inbox}\n"
        "  ops chat: {slack: {workspace: T0123456789, channel: C0123456789}}\n"
    ),
)
ALL_FOUR = {"undelivered", "notifications-failed", "notifications-lost", "notifications-unreadable"}


def _alarms(*changes: tuple[str, str], text: str = SMALL) -> list[AlarmSpec]:
    plan = planned(changed(*changes, text=text))
    return [alarm for alarm in plan.alarms if alarm.service == "paging"]


def _symptoms(alarms: list[AlarmSpec], severity: str) -> set[str]:
    start = f"paging-{severity}-"
    return {each.id.removeprefix(start) for each in alarms if each.id.startswith(start)}


def test_paging_path_is_watched_by_another_way() -> None:
    """Each topic's alarms notify another topic, because the one they watch may be ill."""
    assert {(alarm.resource, alarm.severity) for alarm in _alarms()} == {
        ("shop-prod-critical", "warning"),
        ("shop-prod-warning", "critical"),
        ("shop-prod-info", "warning"),
    }


def test_paging_alarms_read_the_topic_and_its_dead_letters() -> None:
    """They read what the topic failed to deliver, to keep and to filter, and its queue."""
    topic = planned(SMALL).alerting[0].topics[0]
    of_topic = (("TopicName", topic.name),)
    read = {
        (metric.namespace, metric.name, metric.dimensions)
        for alarm in _alarms()
        if alarm.resource == topic.name
        for metric in alarm.series.metrics
    }

    assert read == {
        ("AWS/SNS", "NumberOfNotificationsFailed", of_topic),
        ("AWS/SNS", "NumberOfNotificationsFailedToRedriveToDlq", of_topic),
        ("AWS/SNS", "NumberOfNotificationsFilteredOut-InvalidMessageBody", of_topic),
        (
            "AWS/SQS",
            "ApproximateNumberOfMessagesVisible",
            (("QueueName", topic.dead_letter_queue),),
        ),
    }


@pytest.mark.parametrize(
    ("recipient", "expected"),
    [
        ("ana", ALL_FOUR),
        ("inbox", ALL_FOUR - {"notifications-unreadable"}),
        ("ops chat", {"notifications-failed", "undelivered"}),
    ],
)
def test_an_alarm_that_cannot_fire_is_none(recipient: str, expected: set[str]) -> None:
    """A topic without subscriptions loses none, and one that filters nothing reads everything.

    Rules of EventBridge fill the queue of a topic that has no subscriptions, too.
    """
    alarms = _alarms(CONTACTS, ("[{notify: ana}]", f"[{{notify: {recipient}}}]"))

    assert _symptoms(alarms, "warning") == expected


def test_the_spend_limit_of_sms() -> None:
    """The alarm fires at four fifths of the limit and stays until there is another value."""
    (alarm,) = [each for each in _alarms(CONTACTS) if each.id == "paging-sms-limit-near"]

    (metric,) = alarm.series.metrics
    assert (metric.namespace, metric.name) == ("AWS/SNS", "SMSMonthToDateSpentUSD")
    assert metric.dimensions == ()
    assert (alarm.comparison, alarm.threshold) == ("GreaterThanOrEqualToThreshold", 0.8)
    assert (alarm.severity, alarm.treat_missing_data) == ("warning", "ignore")
    assert "80% of the 1 USD" in alarm.what_happened


def test_a_higher_limit() -> None:
    """A limit that AWS has raised is written at the stage."""
    raised = ("region: eu-west-1", "region: eu-west-1, sms_spend_limit: 50")

    (alarm,) = [each for each in _alarms(CONTACTS, raised) if each.id == "paging-sms-limit-near"]

    assert alarm.threshold == 40


def test_without_sms_there_is_no_limit() -> None:
    """Only a region with a subscription by SMS spends anything on it."""
    assert not [each for each in _alarms() if "sms" in each.id]


@pytest.mark.parametrize(
    ("warning", "info", "expected"),
    [
        ("ana", "ben", "warning"),
        ("ops chat", "ben", "warning"),
        ("ben", "ana", "info"),
        ("ben", "ben", "critical"),
    ],
)
def test_sms_is_told_of_by_something_else(warning: str, info: str, expected: str) -> None:
    """A topic that has nothing but SMS would fall silent with what it tells of."""
    critical = "ana" if expected == "critical" else "ben"
    alarms = _alarms(
        CONTACTS,
        ("members: [ana]", f"members: [{critical}]"),
        ("[{notify: ana}]", f"[{{notify: {warning}}}]"),
        ("[{digest: ana}]", f"[{{digest: {info}}}]"),
    )

    assert {e.severity for e in alarms if e.id == "paging-sms-limit-near"} == {expected}


def test_nothing_but_sms() -> None:
    """Where all ways are SMS, nobody could be told that it ends."""
    text = changed(
        CONTACTS,
        ("members: [ana]", "members: [ben]"),
        ("[{notify: ana}]", "[{notify: ben}]"),
        ("[{digest: ana}]", "[{digest: ben}]"),
    )

    (problem,) = problems_of(text)
    assert (problem.kind, problem.where.subject) == ("plan/sms-alone", "escalation.warning")
