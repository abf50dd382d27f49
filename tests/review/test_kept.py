"""What becomes of data when their resource leaves its stack or is replaced."""

from pathlib import Path
from typing import Any

import pytest

from tests.support.reviews import said, sides
from tocsin.review import review


def _table(**beside: str) -> dict[str, Any]:
    """Return a template with a table; its policies stand beside its properties."""
    table = {
        "Type": "AWS::DynamoDB::Table",
        "Properties": {
            "TableName": "orders",
            "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
            "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
        },
        **beside,
    }
    return {"Resources": {"Orders": table}}


LOST = (
    "warning data/no-longer-kept: Table orders is deleted with its items when its stack has it no "
    "more: DeletionPolicy retain → delete."
)
KEPT = (
    "info data/kept: Table orders is kept with its items when another takes its place: "
    "UpdateReplacePolicy delete → snapshot."
)


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        (
            {"DeletionPolicy": "Retain"},
            {},
            LOST,
        ),
        (
            {},
            {"UpdateReplacePolicy": "Snapshot"},
            KEPT,
        ),
        ({"DeletionPolicy": "Retain"}, {"DeletionPolicy": "RetainExceptOnCreate"}, ""),
    ],
)
def test_a_policy_decides_what_is_lost(
    before: dict[str, str], after: dict[str, str], sentence: str, tmp_path: Path
) -> None:
    """Nothing is lost yet, and nobody sees it in a list of properties."""
    base, head = sides(tmp_path, _table(**before), _table(**after))
    assert " ".join(said(review(base, head))) == sentence
