"""One page for an outage, and none while what a service needs is down."""

from collections.abc import Mapping

import pytest

from tests.support.viewpoints import SMALL, changed, errors_of, planned, problems_of
from tocsin.evaluation import read_composite_alarm
from tocsin.plan import CompositeSpec, Plan, composite_properties, describe_composite
from tocsin.plan.outages import LONGEST_RULE, MOST_IN_A_RULE
from tocsin.plan.suppression import time_left

ANA = "  ana: {email: ana@example.com}\n"
CHAT = (ANA, f"{ANA}  chat: {{slack: {{workspace: T0123456789, channel: C0123456789}}}}\n")
TOLD_IN_CHAT = ("  warning: [{notify: ana}]", "  warning: [{notify: chat}]")
OWNER = "  checkout:\n    owner: payments\n"
SECOND = """\
  front:
    owner: web
    resources:
      pages: {type: dynamodb_table, table: shop-pages}
"""
QUIET = (
    'when: "< 1 for 3 of 5"',
    'when: "< 1 for 3 of 5"\n        quiet: 22:00-06:00 Europe/Berlin',
)


def _composites(plan: Plan) -> Mapping[str, CompositeSpec]:
    return {each.id: each for each in plan.composites}


def _with_front(*changes: tuple[str, str], depends: str = "[front]") -> Plan:
    needing = f"{OWNER}    depends_on: {depends}\n"
    return planned(changed((OWNER, SECOND + needing), *changes))


def test_a_service_pages_once() -> None:
    """Its critical alarms stand in the rule of one alarm, which alone notifies their topic."""
    plan = planned(SMALL)
    (composite,) = plan.composites
    critical = [alarm for alarm in plan.alarms if alarm.severity == "critical"]
    of_service = [alarm for alarm in critical if alarm.service == "checkout"]

    assert composite.name == "shop-prod-checkout-down"
    assert set(composite.alarms) == {alarm.name for alarm in of_service}
    assert {alarm.paged_by for alarm in of_service} == {composite.name}
    assert {alarm.topic for alarm in of_service} == {None}
    assert all(alarm.topic == alarm.severity for alarm in plan.alarms if alarm.paged_by is None)


@pytest.mark.parametrize(
    ("changes", "told_as"),
    [
        ((), None),
        ((CHAT, TOLD_IN_CHAT), "warning"),
        ((CHAT, ("  info: [{digest: ana}]", "  info: [{digest: chat}]")), "info"),
        ((CHAT, ("  warning: [{notify: ana}]", "  warning: [{page: chat}]")), None),
        ((CHAT, ("  warning: [{notify: ana}]", "  warning: [{notify: [chat, ana]}]")), None),
    ],
)
def test_symptoms_are_told_where_nobody_is_paged(
    changes: tuple[tuple[str, str], ...], told_as: str | None
) -> None:
    """In a chat that critical alarms do not reach, and else by the dashboard alone."""
    plan = planned(changed(*changes))

    assert {alarm.topic for alarm in plan.alarms if alarm.paged_by} == {told_as}


@pytest.mark.parametrize(
    "change",
    [
        ("contacts:", "page_by: alarm\ncontacts:"),
        (OWNER, f"{OWNER}    page_by: alarm\n"),
        ("recovery_region: eu-central-1}", "recovery_region: eu-central-1, page_by: alarm}"),
    ],
    ids=["viewpoint", "service", "stage"],
)
def test_it_can_be_switched_off(change: tuple[str, str]) -> None:
    """For all services, for one of them, and in a stage."""
    plan = planned(changed(change))

    assert plan.composites == ()
    assert {alarm.paged_by for alarm in plan.alarms} == {None}


def test_a_single_alarm_pages_itself() -> None:
    """A composite alarm over one alarm would only cost money."""
    without = ("      orders: {type: dynamodb_table, table: shop-orders}\n", "")
    protected = SMALL.index("data_protection:")
    text = changed(without, ("    resources:\n", ""), text=SMALL[:protected])

    assert planned(text).composites == ()


def test_an_alarm_with_quiet_times_pages_itself() -> None:
    """Its quiet time would not hold for the composite alarm."""
    plan = planned(changed(QUIET))
    (no_orders,) = (alarm for alarm in plan.alarms if alarm.id == "checkout-no-orders")

    assert no_orders.topic == "critical"
    assert not any(no_orders.name in each.alarms for each in plan.composites)


def test_pages_wait_for_what_a_service_depends_on() -> None:
    """Also of a service with a single critical alarm, and no longer than its severity allows."""
    plan = _with_front()
    composites = _composites(plan)
    suppressor = composites["checkout-down"].suppressor

    assert suppressor is not None
    assert (suppressor.alarm, suppressor.services) == ("shop-prod-front-down", ("front",))
    assert composites["front-down"].suppressor is None
    paged = [alarm for alarm in plan.alarms if alarm.paged_by == "shop-prod-checkout-down"]
    assert {alarm.page_wait for alarm in paged} == {suppressor.wait}
    for alarm in paged:
        assert alarm.response_time is not None
        assert alarm.time_to_page.typical <= alarm.response_time
        assert alarm.time_to_page.steps[-2].typical == suppressor.wait
        assert time_left(alarm) >= 0
    assert 60 <= suppressor.extension <= 300


def test_several_dependencies_are_one_suppressor() -> None:
    """CloudWatch takes one alarm; it is made here, and tells nobody."""
    third = SECOND.replace("front", "search").replace("pages", "index")
    plan = planned(changed((OWNER, f"{SECOND}{third}{OWNER}    depends_on: [front, search]\n")))
    composites = _composites(plan)
    down, silent = composites["checkout-down"], composites["checkout-dependency-down"]

    assert silent.alarms == ("shop-prod-front-down", "shop-prod-search-down")
    assert not silent.pages
    assert down.suppressor is not None
    assert down.suppressor.alarm == silent.name
    assert "AlarmActions" not in composite_properties(silent, "arn")


def test_a_dependency_without_alarms_stands_for_its_own() -> None:
    """What cannot say that it is down is represented by what it depends on."""
    middle = "  api:\n    owner: web\n    depends_on: front\n"
    plan = planned(changed((OWNER, f"{SECOND}{middle}{OWNER}    depends_on: [api]\n")))
    suppressor = _composites(plan)["checkout-down"].suppressor

    assert suppressor is not None
    assert suppressor.services == ("front",)


@pytest.mark.parametrize(
    ("depends", "what"),
    [
        ("[frnt]", "there is no service 'frnt'"),
        ("[checkout]", "the service depends on itself: checkout → checkout"),
    ],
)
def test_dependencies_are_checked(depends: str, what: str) -> None:
    """Names have to exist, and lead in no circle."""
    needing = f"{OWNER}    depends_on: {depends}\n"
    (problem,) = errors_of(changed((OWNER, SECOND + needing)))

    assert problem.what == what
    assert problem.where.key_path[:3] == ("services", "checkout", "depends_on")


def test_a_circle_is_shown() -> None:
    """Each service of it, in its order."""
    needing = f"{OWNER}    depends_on: [front]\n"
    back = SECOND.replace("owner: web", "owner: web\n    depends_on: checkout")
    (problem,) = errors_of(changed((OWNER, back + needing)))

    assert problem.kind == "viewpoint/dependency-circle"
    assert problem.what in {
        "the service depends on itself: checkout → front → checkout",
        "the service depends on itself: front → checkout → front",
    }


def test_a_service_that_a_stage_takes_out_is_no_dependency_there() -> None:
    """The others page by themselves."""
    needing = f"{OWNER}    depends_on: [front]\n"
    without = (
        "recovery_region: eu-central-1}",
        "recovery_region: eu-central-1, services: {front: off}}",
    )
    plan = planned(changed((OWNER, SECOND + needing), without))

    assert [each.suppressor for each in plan.composites] == [None]


def _many(count: int) -> str:
    _, alarms, alarm = SMALL.partition("    alarms:\n")
    alarm = alarm.partition("data_protection:")[0].removeprefix("      no orders:\n")
    many = "".join(f"      no orders of the kind {number}:\n{alarm}" for number in range(count))
    return changed((alarms, alarms + many))


def test_rules_that_are_too_long_are_divided() -> None:
    """CloudWatch takes 100 alarms and 10,240 characters in a rule."""
    plan = planned(_many(230))
    top = _composites(plan)["checkout-down"]
    parts = [each for each in plan.composites if not each.pages]

    assert len(parts) >= 3
    assert top.alarms == tuple(each.name for each in parts)
    named = [name for each in parts for name in each.alarms]
    assert sorted(named) == sorted(alarm.name for alarm in plan.alarms if alarm.paged_by)
    for each in plan.composites:
        assert len(each.alarms) <= MOST_IN_A_RULE
        assert len(each.rule) <= LONGEST_RULE


def test_alarms_in_several_stacks_page_once_for_each() -> None:
    """A composite alarm is in the stack of its alarms, so that both are made or neither."""
    spread = (OWNER, f"{OWNER}    alarm_stacks: 2\n")
    plan = planned(changed(spread, text=_many(12)))
    stacks = {alarm.name: alarm.stack for alarm in plan.alarms}

    assert len(plan.composites) == 2
    for each in plan.composites:
        assert {stacks[name] for name in each.alarms} == {each.stack}


def test_cloudwatch_takes_them() -> None:
    """Rule, suppressor and actions are read by the evaluator without a problem."""
    for each in _with_front().composites:
        topic = "arn:aws:sns:eu-west-1:111122223333:shop-prod-critical"
        read = read_composite_alarm(composite_properties(each, topic), region="eu-west-1")
        assert read.rule.alarm_names == each.alarms
        assert (read.suppressor is None) == (each.suppressor is None)


def test_the_page_says_what_it_stands_for() -> None:
    """What happened, what to do first, the symptoms, the runbook; and no more than fits."""
    (composite,) = planned(SMALL).composites
    text = describe_composite(composite)

    assert text.startswith("The service checkout is down: one of its 2 critical alarms is on.")
    assert "It is on while any of these is: No orders; orders: DynamoDB itself fails" in text
    assert "Runbook: https://example.com/runbooks/checkout/down.md" in text
    assert "--alarm-name-prefix shop-prod-checkout-" in text
    assert len(text) <= 1024


def test_a_description_that_is_too_long_counts_the_rest() -> None:
    """Of many symptoms as many are named as there is room for."""
    (composite,) = planned(_many(40)).composites
    text = describe_composite(composite)

    assert len(text) <= 1024
    assert "more\n\nRunbook: " in text


def test_an_alarm_that_is_called_like_the_page_is_told_why() -> None:
    """Nobody has written the other one, so that its name alone explains nothing."""
    (problem,) = problems_of(changed(("      no orders:", "      down:"), text=SMALL))

    assert problem.kind == "plan/same-name"
    assert problem.what.endswith("of which Tocsin names one after the service")
