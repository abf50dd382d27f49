import pytest

from tests.support.viewpoints import changed, problems_of

METRIC = "{namespace: Shop, metric: OrdersPlaced, statistic: Sum}"


def _metric(namespace: str, more: str = "") -> tuple[str, str]:
    return (METRIC, f"{{namespace: {namespace}, metric: Requests, statistic: Sum{more}}}")


@pytest.mark.parametrize(
    ("namespace", "region"),
    [
        ("AWS/CloudFront", "us-east-1"),
        ("AWS/Route53", "us-east-1"),
        ("AWS/Billing", "us-east-1"),
        ("AWS/GlobalAccelerator", "us-west-2"),
    ],
)
def test_metrics_of_a_service_without_a_region_are_in_one(namespace: str, region: str) -> None:
    """An alarm anywhere else never sees a datapoint."""
    (problem,) = problems_of(changed(_metric(namespace)))
    there = changed(_metric(namespace), ("region: eu-west-1", f"region: {region}"))

    assert problem.kind == "plan/metric-of-another-region"
    assert problem.where.subject == "services.checkout.metrics.orders placed.namespace"
    assert region in problem.what
    assert problems_of(there) == ()


def test_a_stage_may_be_there_as_well() -> None:
    """The metric is read in the one of its Regions that has it."""
    both = ("region: eu-west-1", "regions: [eu-west-1, us-east-1]")
    only = _metric("AWS/CloudFront", ", regions: [us-east-1]")

    assert problems_of(changed(both, only)) == ()
    assert len(problems_of(changed(both, _metric("AWS/CloudFront")))) == 1


def test_names_that_only_look_alike() -> None:
    """Resolvers of Route 53 are in Regions."""
    assert problems_of(changed(_metric("AWS/Route53Resolver"))) == ()


def test_a_stage_whose_region_cannot_be_read_is_nowhere() -> None:
    """Nothing is said about where its metrics are."""
    text = changed(_metric("AWS/GlobalAccelerator"), ("region: eu-west-1", "region: Ireland"))

    assert [problem.where.subject for problem in problems_of(text)] == ["stages.prod.region"]
