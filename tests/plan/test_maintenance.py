from datetime import UTC, datetime

import pytest

from tests.support.viewpoints import SMALL, changed, errors_of, planned, problems_of
from tocsin.evaluation import read_mute_rule
from tocsin.plan import MaintenanceSpec, Plan, muted_alarms
from tocsin.plan.maintenance import MOST_IN_A_RULE

SUNDAY = "02:00-04:00 Sunday Europe/Berlin"


def _text(window: str, *changes: tuple[str, str]) -> str:
    return changed(*changes) + f"maintenance:\n  patches: {{when: '{SUNDAY}'{window}}}\n"


def _rules(plan: Plan) -> dict[str, MaintenanceSpec]:
    return {each.rule.rule: each for each in plan.maintenance}


def test_all_alarms_of_services_are_muted() -> None:
    """Composite ones too; those of Tocsin itself stay on."""
    plan = planned(_text(""))
    (rule,) = plan.maintenance
    services = {alarm.name for alarm in plan.alarms if alarm.service == "checkout"}

    assert rule.rule.rule == "shop-prod-checkout-maintenance-patches"
    assert rule.rule.expression == "cron(0 2 * * SUN)"
    assert set(rule.alarms) == services | {"shop-prod-checkout-down"}


def test_a_severity_stays_on() -> None:
    """With what pages for it."""
    plan = planned(_text(", stays_on: critical"))
    (rule,) = plan.maintenance
    critical = {alarm.name for alarm in plan.alarms if alarm.severity == "critical"}

    assert not critical & set(rule.alarms)
    assert "shop-prod-checkout-down" not in rule.alarms


@pytest.mark.parametrize(
    ("reference", "name"),
    [
        ("checkout/no orders", "shop-prod-checkout-no-orders"),
        ("checkout/orders/system-errors", "shop-prod-checkout-orders-system-errors"),
    ],
)
def test_an_alarm_that_stays_on_pages_by_itself(reference: str, name: str) -> None:
    """The composite alarm is muted, and could not page for it."""
    plan = planned(_text(f", stays_on: {reference}"))
    (alarm,) = (each for each in plan.alarms if each.name == name)
    (rule,) = plan.maintenance

    assert alarm.name not in rule.alarms
    assert alarm.topic == "critical"
    assert alarm.paged_by is None


@pytest.mark.parametrize(
    ("window", "kind", "what"),
    [
        (", services: [chekout]", "viewpoint/unknown-name", "there is no service 'chekout'"),
        (
            ", stays_on: [checkout/no order]",
            "plan/unknown-alarm",
            "there is no severity and no alarm 'checkout/no order' in these services",
        ),
        (
            ", stays_on: [critcal]",
            "plan/unknown-alarm",
            "there is no severity and no alarm 'critcal' in these services",
        ),
    ],
)
def test_what_it_names_has_to_exist(window: str, kind: str, what: str) -> None:
    """A name that leads nowhere is an error, with what may be meant."""
    (problem,) = errors_of(_text(window))

    assert (problem.kind, problem.what) == (kind, what)
    assert "did you mean" in problem.fix


def test_a_window_that_mutes_nothing_is_remarked_on() -> None:
    """All of it stays on."""
    kinds = {each.kind for each in problems_of(_text(", stays_on: [critical, warning, info]"))}

    assert kinds == {"plan/mutes-nothing"}


def test_a_stage_may_have_none() -> None:
    """By the rule by which stages change everything."""
    region = "recovery_region: eu-central-1"
    off = (region, f"{region}, maintenance: {{patches: off}}")

    assert planned(_text("", off)).maintenance == ()


def test_windows_are_what_the_evaluator_understands() -> None:
    """Two hours on each Sunday, by the clocks of Berlin."""
    (rule,) = planned(_text("")).maintenance
    read = read_mute_rule(
        {
            "Name": rule.rule.rule,
            "Rule": {
                "Schedule": {
                    "Expression": rule.rule.expression,
                    "Duration": rule.rule.written_duration,
                    "Timezone": rule.rule.time_zone,
                }
            },
            "MuteTargets": {"AlarmNames": list(rule.alarms)},
        }
    )
    begin, end = datetime(2026, 7, 1, tzinfo=UTC), datetime(2026, 7, 8, tzinfo=UTC)

    assert [(each.start.hour, each.end.hour) for each in read.windows(begin, end)] == [(0, 2)]


def _many(count: int) -> str:
    _, alarms, alarm = SMALL.partition("    alarms:\n")
    alarm = alarm.partition("data_protection:")[0].removeprefix("      no orders:\n")
    many = "".join(f"      no orders of kind {number}:\n{alarm}" for number in range(count))
    return _text("", (alarms, alarms + many))


def test_a_rule_has_a_hundred_alarms() -> None:
    """More are muted by further rules, for a planned window and for a deployment."""
    plan = planned(_many(120))
    rules = _rules(plan)

    assert list(rules) == [
        "shop-prod-checkout-maintenance-patches",
        "shop-prod-checkout-maintenance-patches-part-2",
    ]
    assert len(rules["shop-prod-checkout-maintenance-patches"].alarms) == MOST_IN_A_RULE
    once = list(muted_alarms(plan, "deployment", services={"checkout"}))
    assert [each.rule for each in once] == ["shop-prod-deployment", "shop-prod-deployment-2"]
    assert sum(len(each.alarms) for each in once) == sum(
        len(each.alarms) for each in rules.values()
    )


def test_a_deployment_leaves_on_what_it_is_told() -> None:
    """And mutes nothing of other services."""
    plan = planned(SMALL)
    (once,) = muted_alarms(plan, "d", services={"checkout"}, stays_on={"critical"})
    severities = {alarm.severity for alarm in plan.alarms if alarm.name in once.alarms}

    assert "critical" not in severities
    assert once.region == "eu-west-1"
    assert list(muted_alarms(plan, "d", services=set())) == []
