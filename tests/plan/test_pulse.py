from itertools import pairwise

from tests.support.viewpoints import changed, planned
from tocsin.evaluation import Metric, MetricSeries, evaluate, read_alarm
from tocsin.plan import pulse_alarm_properties

WITH_PULSE = changed(("pulse: false", "pulse: true"))
HOME = 'account: "111122223333", region: eu-west-1, recovery_region: eu-central-1'


def test_the_recovery_region_misses_the_pulse_of_the_first() -> None:
    """By a critical alarm of its own, on the queue that hears it."""
    plan = planned(WITH_PULSE)
    (pulse,) = plan.pulses
    (missing,) = (each for each in plan.alarms if each.runbook_path == "paging/pulse-missing.md")

    assert (pulse.region, pulse.watched_in) == ("eu-west-1", "eu-central-1")
    assert missing.region == pulse.watched_in
    assert (missing.severity, missing.topic) == ("critical", "critical")
    assert list(missing.series.dimension_values) == [pulse.name]
    assert missing.warm_up_minutes >= 60
    assert pulse.watched_in in {each.region for each in plan.alerting}


def test_active_regions_miss_each_other() -> None:
    """Each has a queue for the other; names stay unique."""
    two = 'account: "111122223333", regions: [eu-west-1, eu-central-1], recovery_region: off'
    plan = planned(changed((HOME, two), text=WITH_PULSE))

    assert [(each.region, each.watched_in) for each in plan.pulses] == [
        ("eu-west-1", "eu-central-1"),
        ("eu-central-1", "eu-west-1"),
    ]
    assert len({each.name for each in plan.pulses}) == 2
    ids = [each.id for each in plan.alarms if "pulse" in each.id]
    assert len(set(ids)) == 2


def test_a_stage_does_without() -> None:
    """Where it says so, and where it has no second Region."""
    alone = 'account: "111122223333", region: eu-west-1, recovery_region: off'

    assert planned(changed((HOME, f"{HOME}, pulse: false"), text=WITH_PULSE)).pulses == ()
    assert planned(changed((HOME, alone), text=WITH_PULSE)).pulses == ()


def test_it_begins_and_ends_by_the_clock_alone() -> None:
    """A change every five minutes, whatever data there are."""
    (pulse,) = planned(WITH_PULSE).pulses
    alarm = read_alarm(pulse_alarm_properties(pulse))
    metric = Metric(
        namespace="AWS/SNS",
        name="NumberOfMessagesPublished",
        dimensions=(("TopicName", pulse.name),),
    )
    timeline = evaluate(
        alarm,
        MetricSeries(metric, timestamps=[], values=[]),
        start=0,
        end=3_600,
        previous_state="OK",
    )
    times = [change.at for change in timeline.transitions]

    assert len(times) >= 11
    # The first evaluation is of the minute before, which may lie in the other half.
    assert {later - sooner for sooner, later in pairwise(times[1:])} == {300}
