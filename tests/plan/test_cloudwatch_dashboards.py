"""Which dashboards are in CloudWatch, too."""

import pytest

from tests.support.viewpoints import WHOLE, errors_of, planned

TEXT = WHOLE.read_text()


@pytest.mark.parametrize(
    ("written", "ids"),
    [
        ("", []),
        ("cloudwatch_dashboards: overview", ["overview"]),
        ("cloudwatch_dashboards: [overview, operations, overview]", ["overview", "operations"]),
    ],
)
def test_those_that_are_named_are_there(written: str, ids: list[str]) -> None:
    """Each once, in the order in which they are named."""
    plan = planned(f"{TEXT}\n{written}\n")

    assert [each.id for each in plan.cloudwatch_dashboards] == ids


def test_all_are_all() -> None:
    """Those that are made unasked, too."""
    plan = planned(f"{TEXT}\ncloudwatch_dashboards: all\n")

    assert plan.cloudwatch_dashboards == plan.dashboards


def test_one_that_is_not_there_is_told() -> None:
    """With what was probably meant."""
    (problem, *_) = errors_of(f"{TEXT}\ncloudwatch_dashboards: [overveiw]\n")

    assert "there is no dashboard 'overveiw'" in str(problem)
    assert "did you mean 'overview'" in problem.fix
