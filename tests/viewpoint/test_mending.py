import pytest

from tests.support.viewpoints import SMALL, changed, problems_of

DANGLING = ("metric: orders placed", "metric: visits")
SUBJECT = "services.checkout.alarms.no orders.metric"

BROKEN = {
    "top-level text": ("system: shop", "system: Shop"),
    "missing text at the top": ("owner: platform\n", ""),
    "unknown key at the top": ("owner: platform", "owner: platform\nx: 1"),
    "stage": ('account: "111122223333"', "account: 1"),
    "missing region": ("region: eu-west-1, ", ""),
    "contact": ("email: ana@example.com", "email: ana"),
    "rotation": ("members: [ana]", "members: [ana], hand_off: noon"),
    "tier": ("page: primary", "pages: primary"),
    "owner of the service": ("owner: payments", "owner: 5"),
    "resource": ("type: dynamodb_table, ", ""),
    "alarm": ("severity: critical", "severity: high"),
    "missing sentence": ("        matters: Nobody can buy.\n", ""),
    "schedule": ("cron(0 3 * * ? *)", "daily"),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_broken_part_does_not_hide_a_dangling_name(broken: str) -> None:
    """Names that lead nowhere are reported even when another part is malformed."""
    subjects = [problem.where.subject for problem in problems_of(changed(BROKEN[broken], DANGLING))]

    assert SUBJECT in subjects
    assert len(subjects) == 2


@pytest.mark.parametrize("broken", BROKEN)
def test_broken_part_is_one_problem(broken: str) -> None:
    """A malformed part is reported once: nothing that follows from it is."""
    assert len(problems_of(changed(BROKEN[broken]))) == 1


@pytest.mark.parametrize(
    "part", ["stages", "contacts", "on_call", "escalation", "services", "data_protection"]
)
def test_unreadable_collection_is_one_problem(part: str) -> None:
    """When a whole collection is malformed, nothing in it is said to be missing."""
    lines = SMALL.splitlines()
    start = lines.index(f"{part}:")
    end = next(
        (number for number in range(start + 1, len(lines)) if not lines[number].startswith(" ")),
        len(lines),
    )
    text = "\n".join([*lines[:start], f"{part}: nonsense", *lines[end:]])

    assert [problem.where.subject for problem in problems_of(text)] == [part]


def test_items_of_a_list_keep_their_numbers() -> None:
    """A malformed item does not make the items after it seem to stand elsewhere."""
    people = ", ".join(f"p{number}" for number in range(12))
    contacts = "".join(f"  p{number}: {{email: a@b.cc}}\n" for number in range(12))
    text = changed(
        ("members: [ana]", f"members: [5, {people}, 6]"), ("  ana:", f"{contacts}  ana:"), DANGLING
    )

    assert [problem.where.subject for problem in problems_of(text)] == [
        "on_call.primary.members[0]",
        "on_call.primary.members[13]",
        SUBJECT,
    ]


def test_part_that_aliases_share_is_broken_at_each_place() -> None:
    """A malformed part that is repeated by an alias is reported at each of its places."""
    text = changed(
        ("{email: ana@example.com}", "&a {email: ana}\n  ben: *a"),
        DANGLING,
    )

    assert [problem.where.subject for problem in problems_of(text)] == [
        "contacts.ana.email",
        "contacts.ben.email",
        SUBJECT,
    ]
