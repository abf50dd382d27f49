from tests.support.viewpoints import SMALL, planned


def test_paging_path_is_watched_by_another_way() -> None:
    """Each topic's alarms notify another topic, because the one they watch may be ill."""
    alarms = [alarm for alarm in planned(SMALL).alarms if alarm.service == "paging"]

    watched = {(alarm.resource, alarm.severity) for alarm in alarms}
    assert watched == {
        ("shop-prod-critical", "warning"),
        ("shop-prod-warning", "critical"),
        ("shop-prod-info", "warning"),
    }
    assert len(alarms) == 6


def test_paging_alarms_read_the_topic_and_its_dead_letters() -> None:
    """They read the failed notifications and the dead-letter queue of the topic itself."""
    plan = planned(SMALL)
    topic = plan.alerting[0].topics[0]
    read = {
        (metric.name, metric.dimensions)
        for alarm in plan.alarms
        if alarm.resource == topic.name
        for metric in alarm.series.metrics
    }

    assert read == {
        ("NumberOfNotificationsFailed", (("TopicName", topic.name),)),
        ("ApproximateNumberOfMessagesVisible", (("QueueName", topic.dead_letter_queue),)),
    }
