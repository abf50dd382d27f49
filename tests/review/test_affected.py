"""That alarms are left aside which nothing concerns changes nothing of what is found."""

from pathlib import Path

import pytest

from tests.support.reviews import Case, cases, said, sides
from tocsin.review import review

CASES = tuple(cases())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_all_is_found_that_would_be_found_of_all_alarms(case: Case, tmp_path: Path) -> None:
    """Looking at each alarm of both sides finds the same."""
    base, head = sides(tmp_path, case.before, case.after)
    assert review(base, head) == review(base, head, hides_unaffected=False)
    assert said(review(base, head)) == case.says
