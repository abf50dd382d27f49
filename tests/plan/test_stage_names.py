"""Stages with hyphens in their names, and names that only look different."""

import pytest

from tests.support.viewpoints import SMALL, changed, planned, problems_of
from tocsin.plan import stack_names

PROD = '  prod: {account: "111122223333", region: eu-west-1, recovery_region: eu-central-1}\n'
SERVICE = """\
  NAME:
    owner: web
    resources:
      orders: {type: dynamodb_table, table: shop-others}
"""
NETWORK = """\
      network: {type: cloudfront_distribution, distribution: EDFDVBD632BHDS5, alarm_stack: 99}
"""
QUEUES = """\
      queue 1: {type: sqs_queue, queue: first}
      queue1: {type: sqs_queue, queue: second}
"""


def _stages(*names: str) -> tuple[str, str]:
    return PROD, "".join(PROD.replace("prod:", f"{name}:") for name in names)


def test_a_stage_may_have_hyphens() -> None:
    """They stand in each name as in the viewpoint."""
    plan = planned(changed(_stages("eu-prod")), "eu-prod")

    assert all(alarm.name.startswith("shop-eu-prod-") for alarm in plan.alarms)
    assert ("eu-west-1", "shop-eu-prod-monitoring-checkout") in stack_names(plan)
    assert plan.alerting[0].topics[0].name == "shop-eu-prod-critical"


@pytest.mark.parametrize("name", ["-prod", "prod-", "eu--prod", "Eu-prod", "eu_prod", "p" * 21])
def test_a_name_that_joins_badly(name: str) -> None:
    """Single hyphens between letters and digits, and at most 20 of all."""
    (problem,) = problems_of(changed((PROD, PROD.replace("prod:", f"{name}:"))))

    assert problem.where.subject == f"stages.{name}"


def test_stages_that_begin_alike_are_fine() -> None:
    """As long as nothing of theirs has one name."""
    assert problems_of(changed(_stages("prod", "prod-eu", "prod-eu-2"))) == ()


def test_two_things_of_one_name() -> None:
    """`prod` with the service `eu-checkout` would build what `prod-eu` with `checkout` does."""
    service = SERVICE.replace("NAME", "eu-checkout")
    text = changed(
        _stages("prod", "prod-eu"), ("data_protection:\n", f"{service}data_protection:\n")
    )
    (problem,) = problems_of(text)

    assert problem.kind == "plan/names-of-another-stage"
    assert problem.where.subject == "stages.prod-eu"
    assert "shop-prod-eu-checkout-orders-" in problem.what
    assert problem.fix


def test_a_stack_of_one_name() -> None:
    """A stage that is called as if it were a stack of another one."""
    service = SERVICE.replace("NAME", "dashboard")
    text = changed(
        _stages("prod", "prod-monitoring"), ("data_protection:\n", f"{service}data_protection:\n")
    )
    (problem,) = problems_of(text)

    assert "shop-prod-monitoring-dashboard" in problem.what


def test_names_that_a_template_cannot_tell_apart() -> None:
    """Logical ids have no hyphens."""
    (problem,) = problems_of(changed(("    metrics:\n", f"{QUEUES}    metrics:\n")))[:1]

    assert problem.kind == "plan/same-logical-id"
    assert "'checkout-queue-1-" in problem.what


def test_the_longest_names_fit_into_a_stack() -> None:
    """CloudFormation's limit is told with what to shorten."""
    service = "checkout-" * 6 + "checkout1"
    text = changed(
        ("system: shop\n", f"system: {'s' * 20}\n"),
        (PROD, PROD.replace("prod:", f"{'p' * 20}:")),
        ("  checkout:\n", f"  {service}:\n"),
        ("resource: checkout/orders", f"resource: {service}/orders"),
        ("    resources:\n", f"    resources:\n{NETWORK}"),
        text=SMALL,
    )
    kinds = {(problem.kind, problem.where.subject) for problem in problems_of(text)}

    assert ("plan/name-too-long", f"services.{service}") in kinds
