"""In which Regions a stage and the parts of its system are."""

import pytest

from tests.support.viewpoints import changed, parsed, problems_of
from tocsin.diagnostics import Problem

PROD = 'prod: {account: "111122223333", region: eu-west-1, recovery_region: eu-central-1}'
TWO = (PROD, 'prod: {account: "111122223333", regions: [eu-west-1, us-east-1]}')
TABLE = "type: dynamodb_table, table: shop-orders"


def _problems(text: str) -> list[Problem]:
    """Return what is wrong with *text*, whether several Regions are planned or not."""
    return [each for each in problems_of(text) if each.kind != "plan/several-regions"]


def test_a_stage_has_one_region_or_several() -> None:
    """The first Region of several is the home; so is the only one."""
    one, two = parsed(changed()).stages["prod"], parsed(changed(TWO)).stages["prod"]

    assert (one.home, one.active_regions) == ("eu-west-1", ("eu-west-1",))
    assert (two.home, two.active_regions) == ("eu-west-1", ("eu-west-1", "us-east-1"))


@pytest.mark.parametrize(
    ("stage", "what"),
    [
        ("region: eu-west-1, regions: [eu-west-1, us-east-1]", "give exactly one of region"),
        ("retain: false", "give exactly one of region"),
        ("regions: [eu-west-1, us-east-1, eu-west-1]", "eu-west-1 is more than once"),
        ("regions: []", "it is empty"),
        ("regions: [Ireland]", "'Ireland' does not have the form it needs"),
    ],
)
def test_a_stage_is_in_clear_regions(stage: str, what: str) -> None:
    """No Region, one in two ways, one twice: each is a problem of the stage."""
    (problem,) = _problems(changed((PROD, f'prod: {{account: "111122223333", {stage}}}')))

    assert problem.what.startswith(what)
    assert problem.where.subject.startswith("stages.prod")


@pytest.mark.parametrize(
    ("old", "new", "place", "fix"),
    [
        (
            "    owner: payments\n",
            "    owner: payments\n    regions: [us-west-1]\n",
            "services.checkout.regions[0]",
            "us-east-1",
        ),
        (
            "    owner: payments\n    resources:\n      orders: {",
            (
                "    owner: payments\n    regions: [eu-west-1]\n    resources:\n"
                "      orders: {regions: [us-east-1], "
            ),
            "services.checkout.resources.orders.regions[0]",
            "eu-west-1",
        ),
        (
            "metric: OrdersPlaced, statistic: Sum}",
            "metric: OrdersPlaced, statistic: Sum, regions: [eu-west-1, ap-south-1]}",
            "services.checkout.metrics.orders placed.regions[1]",
            "use one of",
        ),
        (
            "metric: OrdersPlaced, statistic: Sum}\n    alarms:\n      no orders:\n",
            (
                "metric: OrdersPlaced, statistic: Sum, regions: [eu-west-1]}\n    alarms:\n"
                "      no orders:\n        regions: [us-east-1]\n"
            ),
            "services.checkout.alarms.no orders.regions[0]",
            "eu-west-1",
        ),
        (
            f"{TABLE}}}",
            f"{TABLE}, regions: [eu-west-1]}}",
            "data_protection.protected.orders.regions[0]",
            "eu-west-1",
        ),
    ],
)
def test_a_part_is_where_what_it_rests_on_is(old: str, new: str, place: str, fix: str) -> None:
    """A Region of no stage, or without the service, the metric or the data, is a problem there."""
    protected = ("{resource: checkout/orders,", "{resource: checkout/orders, regions: [us-east-1],")
    extra = (protected,) if place.startswith("data_protection") else ()
    (problem,) = _problems(changed(TWO, (old, new), *extra))

    assert (problem.kind, problem.where.subject) == ("viewpoint/unknown-region", place)
    assert fix in problem.fix


def test_a_metric_is_calculated_within_one_region() -> None:
    """Metrics that are published in different Regions cannot be in one expression."""
    placed = "orders placed: {namespace: Shop, metric: OrdersPlaced, statistic: Sum"
    calculated = """\
      started: {namespace: Shop, metric: Started, statistic: Sum, regions: [us-east-1]}
      rate: {expression: a / b, of: {a: orders placed, b: started}}
"""
    edit = (f"      {placed}}}\n", f"      {placed}, regions: [eu-west-1]}}\n{calculated}")
    (problem,) = _problems(changed(TWO, edit))

    assert problem.kind == "viewpoint/metrics-apart"
    assert problem.where.subject == "services.checkout.metrics.rate.of"
