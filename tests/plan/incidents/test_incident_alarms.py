"""What tells that the machine itself is ill, and whom."""

from tests.support.command_line import ROOT
from tests.support.viewpoints import PAGED_ONE_BY_ONE, changed, planned
from tocsin.plan import AlarmSpec

PLAN = planned(PAGED_ONE_BY_ONE.read_text())
ALARMS = {
    each.id.removeprefix("paging-incident-"): each
    for each in PLAN.alarms
    if each.id.startswith("paging-incident-")
}


def _watched(alarm: AlarmSpec) -> tuple[str, str]:
    (metric,) = alarm.series.metrics
    return metric.name, metric.dimensions[-1][1]


def test_each_part_is_watched() -> None:
    """Functions, machines, queues and what was not delivered; each alarm reads one metric."""
    (spec,) = PLAN.incidents
    watched = {_watched(each) for each in ALARMS.values()}

    assert {
        (metric, each.name) for each in spec.functions for metric in ("Errors", "Throttles")
    } <= watched
    assert {("ExecutionsFailed", each.arn) for each in spec.machines} <= watched
    assert spec.deadline is not None
    assert {
        ("ApproximateNumberOfMessagesVisible", name)
        for name in (
            spec.queue.dead_letter_queue,
            spec.deadline.dead_letter_queue,
            *(each.dead_letter_queue for each in spec.topics),
        )
    } <= watched
    assert ("ApproximateAgeOfOldestMessage", spec.queue.name) in watched


def test_they_need_nothing_of_what_they_watch() -> None:
    """They tell everybody by its topic; that this one does not deliver tells the critical topic."""
    others = {name: each.severity for name, each in ALARMS.items() if not each.tells_everybody}

    # That holidays run out is no failure, and is told in months.
    assert others == {"everybody-undelivered": "critical", "holidays-run-out": "info"}
    failing = [each for name, each in ALARMS.items() if name != "holidays-run-out"]
    assert {alarm.topic for alarm in failing} == {None, "critical"}
    assert {alarm.severity for alarm in failing} == {"critical"}


def test_texts_to_people_who_are_paged_cost_as_well() -> None:
    """The limit of SMS is watched wherever a text may go, and told to somebody without one."""
    text = changed(("notify: [ana, inbox]", "notify: inbox"), text=PAGED_ONE_BY_ONE.read_text())
    assert not any(
        each.protocol == "sms"
        for topic in planned(text).alerting[0].topics
        for each in topic.subscriptions
    )
    (alarm,) = (each for each in planned(text).alarms if each.id == "paging-sms-limit-near")

    assert alarm.topic == "warning"


def test_silence_of_probes_alarms() -> None:
    """Three probes that do not arrive, whatever is ill on the way."""
    alarm = ALARMS["probe-silent"]

    assert alarm.treat_missing_data == "breaching"
    assert (alarm.evaluation_periods, alarm.series.period) == (3, 300)
    assert alarm.series.metrics[0].name == "ProbeArrived"
    assert dict(alarm.series.metrics[0].dimensions) == {"System": "shop", "Stage": "prod"}


def test_the_page_says_what_they_cost() -> None:
    """By their number with one machine, at ten cents each."""
    plan = planned(changed(("pulse: false", "pulse: false\nincidents: on")))
    (spec,) = plan.incidents
    count = sum(each.id.startswith("paging-incident-") for each in plan.alarms)
    page = (ROOT / "docs/on-call.md").read_text()

    assert len(spec.machines) == 1
    assert f"| {count} alarms on the way of pages with one machine, " in page
    assert f"0.10 each | {count / 10:.2f} to {(count + 1) / 10:.2f} |" in page
