import pytest

from tests.support.viewpoints import changed, errors_of, planned, problems_of
from tocsin.plan import AlarmSpec
from tocsin.timing import Delay, DetectWithin

METRIC = "{namespace: Shop, metric: OrdersPlaced, statistic: Sum}"
WHEN = 'when: "< 1 for 3 of 5"'
LATE = "plan/pages-too-late"
DECLARE = "declare detect_within:"


def alarm_of(*changes: tuple[str, str]) -> AlarmSpec:
    """The alarm of the small viewpoint."""
    plan = planned(changed(*changes))
    return next(each for each in plan.alarms if each.id == "checkout-no-orders")


def metric(more: str) -> tuple[str, str]:
    """Its metric with more about it."""
    return (METRIC, f"{METRIC.removesuffix('}')}, {more}}}")


def when(more: str) -> tuple[str, str]:
    """Another condition, and what stands beside it."""
    return (WHEN, more)


def test_own_metric_without_a_delay_is_assumed_to_have_one() -> None:
    """What nobody declares is assumed, and says so."""
    alarm = alarm_of()

    assert (alarm.delay.typical, alarm.delay.worst) == (30, 120)
    assert alarm.delay.source.startswith("assumed: ")
    assert (alarm.time_to_page.typical, alarm.time_to_page.worst) == (275, 450)
    assert alarm.time_to_page_by_silence is None
    assert alarm.respond_within == "5m"


@pytest.mark.parametrize(
    ("written", "typical", "worst"),
    [("delay: 1m", 60, 60), ("delay: {typical: 10s, worst: 3m}", 10, 180), ("delay: 0s", 0, 0)],
)
def test_own_metric_declares_its_delay(written: str, typical: int, worst: int) -> None:
    """One duration is both; the metric's own word counts."""
    delay = alarm_of(metric(written), ("severity: critical", "severity: warning")).delay

    assert delay == Delay(typical=typical, worst=worst, source="declared in the viewpoint")


def test_metric_made_of_log_events_is_later() -> None:
    """A metric that a metric filter of the service makes comes as late as log events do."""
    filters = "{errors: {pattern: ERROR, namespace: Shop, metric: OrdersPlaced}}"
    groups = f"    log_groups:\n      app: {{name: /shop, metric_filters: {filters}}}\n"

    delay = alarm_of(
        ("    metrics:\n", f"{groups}    metrics:\n"), ("severity: critical", "severity: warning")
    ).delay

    assert (delay.typical, delay.worst) == (60, 120)
    assert "metric filters" in delay.source


def test_calculated_metric_is_as_late_as_its_latest_input() -> None:
    """An expression waits for all that it reads, and has values as often as the rarest."""
    placed = f"orders placed: {METRIC}"
    late = f"late: {metric('delay: 2m, period: 5m')[1]}"
    both = "both: {expression: a + b, of: {a: orders placed, b: late}, period: 10m}"

    alarm = alarm_of(
        (placed, f"{placed}\n      {late}\n      {both}"),
        ("metric: orders placed", "metric: both"),
        ("severity: critical", "severity: warning"),
    )

    assert (alarm.delay.typical, alarm.delay.worst, alarm.interval) == (120, 120, 300)


def test_recommended_alarm_is_as_late_as_the_catalogue_says() -> None:
    """The catalogue knows how late the metrics of AWS are."""
    alarms = planned(changed()).alarms
    alarm = next(each for each in alarms if each.id == "checkout-orders-system-errors")

    assert (alarm.delay.typical, alarm.delay.worst, alarm.interval) == (60, 120, 60)
    assert alarm.delay.source.startswith("assumed: ")


def test_critical_alarm_that_tells_too_late_is_reported() -> None:
    """The sum is shown, and the number of datapoints that would be in time."""
    (problem,) = problems_of(changed(when('when: "< 1 for 5 of 5"')))

    assert problem.kind == LATE
    assert problem.where.subject == "services.checkout.alarms.no orders"
    assert problem.what == (
        "the alarm 'checkout-no-orders' pages typically 6m35s after a breach begins "
        "(30s + 5m + 30s + 30s + 5s), later than the 5m that are promised"
    )
    assert problem.fix == "let 3 of 5 datapoints be enough, or make it a warning"


@pytest.mark.parametrize(
    ("change", "fix"),
    [
        (metric("delay: 4m"), "make it a warning"),
        (when(f"{WHEN}\n        period: 5m"), "use a period of 1m, or make it a warning"),
        (
            metric("period: 5m"),
            f"make it a warning, or {DECLARE} {{time: 24m, because: why that is soon enough}}",
        ),
    ],
)
def test_fix_names_what_can_be_changed(change: tuple[str, str], fix: str) -> None:
    """Fewer datapoints, a shorter period, or a declaration where events are rare."""
    assert [problem.fix for problem in problems_of(changed(change))] == [fix]


@pytest.mark.parametrize(
    "changes",
    [
        (when('when: "< 1 for 5 of 5"'), ("severity: critical", "severity: warning")),
        (
            when('when: "< 1 for 5 of 5"'),
            ("owner: platform", "owner: platform\nseverities: {critical: {respond_within: 10m}}"),
        ),
        (
            when('when: "< 1 for 5 of 5"'),
            (
                "owner: platform",
                "owner: platform\nseverities: {critical: {respond_within: next business day}}",
            ),
        ),
    ],
)
def test_what_is_no_problem(changes: tuple[tuple[str, str], ...]) -> None:
    """A warning, a longer response time and none in minutes leave time."""
    assert problems_of(changed(*changes)) == ()


def test_silence_that_is_told_too_late_is_reported() -> None:
    """An alarm that notices silence takes as long as CloudWatch looks back, and has to say so."""
    silence = when(f"{WHEN}\n        missing: breaching")
    (problem,) = errors_of(changed(silence))

    assert problem.kind == LATE
    assert "pages typically 9m35s after data stop coming" in problem.what
    assert problem.fix.startswith("declare detect_within: {time: ")
    assert problem.fix.endswith("or write missing: notBreaching")


def test_declared_time_counts_for_silence() -> None:
    """What is declared stands in the plan, and replaces the response time for silence alone."""
    declares = "detect_within: {time: 13m, because: it is rare}"
    silence = when(f"{WHEN}\n        missing: breaching\n        {declares}")

    assert alarm_of(silence).detect_within == DetectWithin(time=780, because="it is rare")
    both = changed(silence, ("3 of 5", "5 of 5"))
    assert ["a breach begins" in problem.what for problem in problems_of(both)] == [True]


def test_declared_time_that_is_not_kept_is_reported() -> None:
    """A declaration is a promise too."""
    declares = "detect_within: {time: 6m, because: it is rare}"
    (problem,) = errors_of(changed(when(f"{WHEN}\n        missing: breaching\n        {declares}")))

    assert problem.kind == LATE
    assert "later than the 6m that are promised" in problem.what


def test_stage_declares_too() -> None:
    """A stage can declare what the others do not."""
    declares = "stages: {prod: {missing: breaching, detect_within: {time: 13m, because: rare}}}"

    assert alarm_of(when(f"{WHEN}\n        {declares}")).detect_within == DetectWithin(
        time=780, because="rare"
    )


def test_rare_events_may_take_as_long_as_is_declared() -> None:
    """A metric with a datapoint every five minutes cannot tell within five."""
    declares = "detect_within: {time: 24m, because: revenue does not fall in minutes}"

    assert problems_of(changed(metric("period: 5m"), when(f"{WHEN}\n        {declares}"))) == ()


def test_declaration_without_a_reason_to_take_longer_is_reported() -> None:
    """A metric of every minute on which silence does not count has nothing to declare."""
    (problem,) = problems_of(
        changed(when(f"{WHEN}\n        detect_within: {{time: 13m, because: we are slow}}"))
    )

    assert problem.kind == "plan/nothing-takes-longer"
    assert problem.where.subject == "services.checkout.alarms.no orders.detect_within"


def test_late_data_that_would_count_as_missing_are_reported() -> None:
    """An alarm on silence of a metric that comes later than CloudWatch looks back always fires."""
    (problem,) = errors_of(
        changed(
            metric("delay: {typical: 30s, worst: 20m}"),
            when(f"{WHEN}\n        missing: breaching"),
            ("severity: critical", "severity: warning"),
        )
    )

    assert problem.kind == "plan/late-data-seem-missing"
    assert "up to 20m after their period" in problem.what


def test_long_window_is_reported_alone() -> None:
    """The times of a window that CloudWatch does not have mean nothing."""
    problems = problems_of(changed(when('when: "< 1 for 1 of 2000"')))

    assert [problem.kind for problem in problems] == ["plan/window-too-long"]
