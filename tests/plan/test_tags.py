import pytest

from tests.support.viewpoints import changed, planned, problems_of

RUNBOOKS = "https://example.com/runbooks"


def _with(address: str) -> str:
    return changed((RUNBOOKS, address))


def test_a_tag_takes_256_characters() -> None:
    """An address of a runbook that is too long for a tag is refused, and by how much."""
    room = 256 - max(len(each.runbook) for each in planned(changed()).alarms)
    fits, exceeds = (RUNBOOKS + "x" * (room + more) for more in (0, 3))

    (problem,) = problems_of(_with(exceeds))

    assert max(len(each.runbook) for each in planned(_with(fits)).alarms) == 256
    assert problem.kind == "plan/tag-too-long"
    assert problem.where.subject == "runbooks"
    assert "259 characters, and a tag takes 256" in problem.what
    assert problem.fix.startswith("shorten the address by 3")


@pytest.mark.parametrize("address", ["https://example.com/~ops", "https://example.com/a%20b"])
def test_a_tag_takes_few_signs(address: str) -> None:
    """An address with signs that AWS refuses in tags is refused."""
    (problem,) = problems_of(_with(address))

    assert problem.kind == "plan/tag-with-other-signs"
    assert problem.where.subject == "runbooks"


@pytest.mark.parametrize(
    "address", ["https://example.com:8080/a_b-c/d.e=f@g+h", "https://exämple.de/bücher"]
)
def test_what_a_tag_takes(address: str) -> None:
    """Letters of all alphabets, digits and some signs are taken."""
    assert planned(_with(address)).alarms
