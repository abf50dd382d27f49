"""Whether an account can spare what functions reserve."""

import pytest

from tests.support.fake_account import Answer
from tests.support.preflight import problems, seen
from tests.support.viewpoints import PAGED_ONE_BY_ONE, planned
from tocsin.preflight.checks.reserved_concurrency import find_reserved_concurrency

PLAN = planned(PAGED_ONE_BY_ONE.read_text(), "answered")


def _answers(free: int, reserved: int = 0) -> dict[str, Answer]:
    return {
        "lambda.get_account_settings": {"AccountLimit": {"UnreservedConcurrentExecutions": free}},
        "lambda.get_function_concurrency": {"ReservedConcurrentExecutions": reserved}
        if reserved
        else {},
    }


@pytest.mark.parametrize(
    ("free", "reserved", "is_found"),
    [(1_000, 0, False), (105, 0, False), (104, 0, True), (10, 0, True), (100, 5, False)],
)
def test_a_hundred_executions_stay_for_all_others(
    free: int,
    reserved: int,
    is_found: bool,  # noqa: FBT001
) -> None:
    """What is deployed already has its five."""
    found = problems(find_reserved_concurrency, _answers(free, reserved), plan=PLAN)
    expected = ["no-concurrency function shop-answered-incident-link"] if is_found else []
    assert seen(found) == expected


def test_nothing_is_asked_where_nothing_is_reserved() -> None:
    """In other Regions, and of stages without links."""
    answers = _answers(0)
    assert problems(find_reserved_concurrency, answers, plan=PLAN, region="us-east-1") == []
    plan = planned(PAGED_ONE_BY_ONE.read_text(), "prod")
    assert problems(find_reserved_concurrency, answers, plan=plan) == []
