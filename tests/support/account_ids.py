"""Account ids that are nobody's: those of AWS's documentation, and how to find any others."""

import re
from collections.abc import Iterator

OF_DOCUMENTATION = frozenset(
    {
        # https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples.html
        "111122223333",
        "123456789012",
        "444455556666",
        "777788889999",
        # More of the same make, as the pages of other services have them.
        "222233334444",
        "333344445555",
        "555555555555",
        "999988887777",
        "012345678901",
        # What emulators call the account, and bounds of what an id may be.
        "000000000000",
        "000000000001",
        "999999999999",
    }
)
"""The ids that stand in files here."""

_UUID = re.compile(r"\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\b")
_GIBIBYTE = 2**30
# Neither part of a longer word or number, nor the digits behind a point, nor a phone number.
_ACCOUNT_ID = re.compile(r"(?<![0-9A-Za-z.+])[0-9]{12}(?![0-9A-Za-z])")


def foreign_account_ids(text: str) -> Iterator[str]:
    """Yield what may be the id of somebody's account."""
    for found in _ACCOUNT_ID.findall(_UUID.sub("", text)):
        # Whole gibibytes are a size.
        if found not in OF_DOCUMENTATION and int(found) % _GIBIBYTE:
            yield found
