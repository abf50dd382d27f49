import pytest

from tests.support.viewpoints import changed, planned, problems_of
from tocsin.plan import AlarmSpec

SEVERITY = "severity: critical"
NOT_URGENT = (SEVERITY, "severity: warning")
RATE = (
    "    alarms:",
    (
        "      rate: {expression: 100 * a, of: {a: orders placed}, period: 5m, unit: percent}\n"
        "    alarms:"
    ),
)


def _alarm(*changes: tuple[str, str]) -> AlarmSpec | None:
    plan = planned(changed(*changes))
    return next((alarm for alarm in plan.alarms if alarm.id == "checkout-no-orders"), None)


def test_alarm_takes_period_and_statistic_of_its_metric() -> None:
    """What the alarm does not say comes from the metric."""
    alarm = _alarm(("statistic: Sum", "statistic: p95, period: 2m"), NOT_URGENT)

    assert alarm is not None
    assert alarm.series.period == 120
    assert [metric.statistic for metric in alarm.series.metrics] == ["p95"]
    assert (alarm.name, alarm.title) == ("shop-prod-checkout-no-orders", "No orders")
    assert alarm.runbook == "https://example.com/runbooks/checkout/no-orders.md"
    assert (alarm.owner, alarm.treat_missing_data) == ("payments", "notBreaching")


@pytest.mark.parametrize(
    ("stages", "expected"),
    [
        ("{prod: off}", None),
        ("{prod: {when: '< 9 for 1 of 2'}}", (9, 1, 2, "critical", 60)),
        ("{prod: {severity: info, period: 5m}}", (1, 3, 5, "info", 300)),
        ("{prod: {}}", (1, 3, 5, "critical", 60)),
    ],
)
def test_stage_changes_the_alarm(stages: str, expected: tuple[object, ...] | None) -> None:
    """A stage changes single settings, or leaves the alarm out."""
    alarm = _alarm((SEVERITY, f"{SEVERITY}\n        stages: {stages}"))

    assert expected == (
        alarm
        and (
            alarm.threshold,
            alarm.datapoints_to_alarm,
            alarm.evaluation_periods,
            alarm.severity,
            alarm.series.period,
        )
    )


def test_calculated_metric_reads_what_it_is_calculated_from() -> None:
    """An alarm on a calculated metric carries the expression and the metrics in it."""
    alarm = _alarm(RATE, ("metric: orders placed", "metric: rate"), NOT_URGENT)

    assert alarm is not None
    assert alarm.series.expression == "100 * a"
    assert [(metric.id, metric.name) for metric in alarm.series.metrics] == [("a", "OrdersPlaced")]
    assert (alarm.series.period, alarm.series.unit) == (300, "percent")


def test_dimension_takes_the_stage() -> None:
    """Placeholders and parameters are filled in dimensions and namespaces."""
    alarm = _alarm(
        (
            "namespace: Shop,",
            "namespace: 'Shop/{stage}', dimensions: {Stage: '{stage}', Id: 'ssm:/a/{region}'},",
        )
    )

    assert alarm is not None
    (metric,) = alarm.series.metrics
    assert metric.namespace == "Shop/prod"
    assert metric.dimensions == (("Id", "{{resolve:ssm:/a/eu-west-1}}"), ("Stage", "prod"))


def test_statistic_on_a_calculated_metric_is_reported() -> None:
    """A calculated metric has no statistic that an alarm could change."""
    (problem,) = problems_of(
        changed(
            RATE,
            ("metric: orders placed", "metric: rate"),
            (SEVERITY, "severity: warning\n        statistic: p95"),
        )
    )

    assert problem.kind == "plan/statistic-of-expression"
    assert problem.where.subject == "services.checkout.alarms.no orders.statistic"


def test_long_window_is_reported_where_the_condition_stands() -> None:
    """A window that only a stage makes too long is reported at the stage's condition."""
    (problem,) = problems_of(
        changed((SEVERITY, f"{SEVERITY}\n        stages: {{prod: {{when: '< 1 for 1 of 2000'}}}}"))
    )

    assert problem.where.subject == "services.checkout.alarms.no orders.stages.prod.when"
    assert problem.fix == "use at most 1440 periods"
