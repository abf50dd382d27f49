"""The example speaks of no account that exists; yours, in its place, may."""

from tests.support.account_ids import foreign_account_ids
from tests.support.tracked_files import tracked_texts


def test_only_account_ids_of_documentation_stand_in_the_example() -> None:
    """What a new user synthesizes first must not reach for somebody's account."""
    found = {
        f"{name}: {account}"
        for name, text in tracked_texts(own=True)
        for account in foreign_account_ids(text)
    }

    assert not found
