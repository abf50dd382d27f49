from collections import Counter
from itertools import combinations

import pytest

from tests.own.system import PLANS
from tests.support.plans import names_of

every_stage = pytest.mark.parametrize("stage", PLANS)


@every_stage
def test_names_are_unique_in_a_stage(stage: str) -> None:
    """No two things of a kind have one name."""
    assert max(Counter(names_of(PLANS[stage])).values()) == 1


def test_stages_of_one_account_share_no_name() -> None:
    """Stages can be deployed into one account and one Region."""
    for one, other in combinations(PLANS.values(), 2):
        if (one.account, one.region) == (other.account, other.region):
            assert set(names_of(one)) & set(names_of(other)) == set()
