"""Each kind of change, and the sentence that it makes."""

from pathlib import Path

import pytest

from tests.support.reviews import Case, cases, compared, said

CASES = tuple(cases())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_change_makes_its_sentence(case: Case, tmp_path: Path) -> None:
    """What is said of an edit is what the case has, no more and no less."""
    assert said(compared(tmp_path, case.before, case.after)) == case.says


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_nothing_changes_between_equals(case: Case, tmp_path: Path) -> None:
    """Two equal templates are said to be equal, whatever is in them."""
    assert said(compared(tmp_path, case.after, case.after)) == ()
