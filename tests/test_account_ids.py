"""No account of anybody stands in the repository."""

import pytest

from tests.support.account_ids import foreign_account_ids
from tests.support.tracked_files import tracked_texts


def test_only_account_ids_of_documentation_are_tracked() -> None:
    """Whoever copies an example must not reach for an account that exists."""
    found = {
        f"{name}: {account}"
        for name, text in tracked_texts(own=False)
        for account in foreign_account_ids(text)
    }

    assert not found


# In two pieces, so that the test before this one does not find them here.
SOMEBODY = "8610" + "65529988"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"arn:aws:sns:eu-west-1:{SOMEBODY}:a", [SOMEBODY]),
        (f"account: '{SOMEBODY}'", [SOMEBODY]),
        (f"logs-{SOMEBODY}-eu", [SOMEBODY]),
        (f"logs_{SOMEBODY}", [SOMEBODY]),
        (f"+{SOMEBODY}", []),
        (f"2152.{SOMEBODY}", []),
        (f"11111111-2222-4333-8444-{SOMEBODY}", []),
        (f"{SOMEBODY}0", []),
        (f"a{SOMEBODY}", []),
        ("arn:aws:sns:eu-west-1:111122223333:a", []),
    ],
)
def test_account_ids_are_found(text: str, expected: list[str]) -> None:
    """Twelve digits alone are one; phone numbers, fractions and hashes are none."""
    assert list(foreign_account_ids(text)) == expected
