"""That alarms are left aside which nothing concerns changes nothing of what is found."""

from pathlib import Path

import pytest

from tests.support.assembly import load_template
from tests.support.reviews import Case, cases, said
from tocsin.assembly import Assembly
from tocsin.review import review

CASES = tuple(cases())


def _sides(case: Case, folder: Path) -> tuple[Assembly, Assembly]:
    for name in ("base", "head"):
        (folder / name).mkdir()
    return (
        load_template(folder / "base", case.before),
        load_template(folder / "head", case.after),
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_all_is_found_that_would_be_found_of_all_alarms(case: Case, tmp_path: Path) -> None:
    """Looking at each alarm of both sides finds the same."""
    base, head = _sides(case, tmp_path)
    assert review(base, head) == review(base, head, hides_unaffected=False)
    assert said(review(base, head)) == case.says
