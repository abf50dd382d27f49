import pytest

from tests.support.viewpoints import changed, planned
from tocsin.plan import AlarmSpec

ON_SILENCE = (
    'severity: critical\n        when: "< 1 for 3 of 5"',
    'severity: warning\n        when: "< 1 for 3 of 5"\n        missing: breaching',
)


def _alarm(*changes: tuple[str, str]) -> AlarmSpec:
    plan = planned(changed(*changes))
    return next(each for each in plan.alarms if each.id == "checkout-no-orders")


def _minutes(*changes: tuple[str, str]) -> int:
    return _alarm(*changes).warm_up_minutes


def test_silence_waits_and_values_do_not() -> None:
    """An hour for the service to publish, and five minutes to fill the periods."""
    assert _minutes(ON_SILENCE) == 65
    assert _minutes() == 0


@pytest.mark.parametrize(
    ("viewpoint", "alarm", "expected"),
    [
        ("", "", 65),
        ("warm_up: 15m\n", "", 20),
        ("warm_up: 0m\n", "", 0),
        ("", "\n        warm_up: 2h", 125),
        ("", "\n        warm_up: 0m", 0),
        ("", "\n        warm_up: 2d", 2_880),
        ("", "\n        stages: {prod: {warm_up: 10m}}", 15),
        ("warm_up: 0m\n", "\n        warm_up: 1m", 6),
    ],
)
def test_whose_word_counts(viewpoint: str, alarm: str, expected: int) -> None:
    """The stage's, else the alarm's, else the viewpoint's; CloudWatch waits two days at most."""
    silence, written = ON_SILENCE

    minutes = _minutes(("runbooks: ", f"{viewpoint}runbooks: "), (silence, f"{written}{alarm}"))

    assert minutes == expected


def test_an_alarm_on_values_waits_when_it_is_told_to() -> None:
    """A service that starts badly is a reason to wait without any silence."""
    assert (
        _minutes(('when: "< 1 for 3 of 5"', 'when: "< 1 for 3 of 5"\n        warm_up: 30m')) == 35
    )


def test_silence_that_an_expression_fills() -> None:
    """What stands in for missing data may be what makes the alarm fire."""
    published = "placed: {namespace: Shop, metric: OrdersPlaced, statistic: Sum}"
    filled = "orders placed: {expression: 'FILL(p, 0)', of: {p: placed}}"

    assert _minutes((f"orders {published}", f"{published}\n      {filled}")) == 65


def test_recommended_alarms_wait_too() -> None:
    """The alarms that a type brings along follow the same rule, and can be changed likewise."""
    resource = "orders: {type: dynamodb_table, table: shop-orders}"
    service = "{type: ecs_service, cluster: shop, service: web, opt_ins: [container_insights]"
    change = "{warm_up: 6h}"
    before = planned(changed((resource, f"{resource}\n      web: {service}}}")))
    after = planned(
        changed(
            (
                resource,
                f"{resource}\n      web: {service}, alarms: {{no-running-tasks: {change}}}}}",
            )
        )
    )

    def minutes(alarms: tuple[AlarmSpec, ...]) -> dict[str, int]:
        return {each.id: each.warm_up_minutes for each in alarms if each.warm_up_minutes}

    assert minutes(before.alarms)["checkout-web-no-running-tasks"] == 62
    assert minutes(after.alarms)["checkout-web-no-running-tasks"] == 362
