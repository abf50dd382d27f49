import json
from typing import Any

import pytest

from tocsin.restoration import CanaryItem, Expectation, ExpectedObject, Query, QueryAccess

TABLE = "arn:aws:dynamodb:us-east-1:111122223333:table/shop-orders"

EVERYTHING = Expectation(
    name="orders",
    arn=TABLE,
    minimum_items=0,
    share_of_source=0.9,
    key_schema={"id": "HASH S"},
    canary=CanaryItem(key={"id": {"S": "canary"}}, attributes={"tags": {"SS": ["a", "b"]}}),
    objects=(ExpectedObject(key="canary.txt", bytes=3), ExpectedObject(key="b", sha256="ab")),
    engine="aurora-mysql",
    engine_version="8.0",
    encrypted=False,
    minimum_bytes=1,
    queries=(Query(sql="SELECT count(*) FROM orders", at_least=0), Query(sql="SELECT 1")),
    access=QueryAccess(secret="arn:secret", database="shop"),  # noqa: S106 - a name
)


@pytest.mark.parametrize("expectation", [EVERYTHING, Expectation(name="orders", arn=TABLE)])
def test_what_is_written_is_read(expectation: Expectation) -> None:
    """Nothing of an expectation is lost on its way through JSON."""
    written = json.loads(json.dumps(expectation.document()))

    assert Expectation.read(written) == expectation


def test_a_document_says_what_differs_from_the_default() -> None:
    """The target of a rule has room for 8,192 characters."""
    assert Expectation(name="orders", arn=TABLE).document() == {"name": "orders", "arn": TABLE}
    assert Expectation(name="a", arn="b", minimum_items=0).document()["minimum_items"] == 0


@pytest.mark.parametrize(
    "document",
    [
        [],
        None,
        {},
        {"name": "orders"},
        {"name": "orders", "arn": TABLE, "minimum_item": 3},
        {"name": "orders", "arn": TABLE, "canary": {"key": {}}},
        {"name": "orders", "arn": TABLE, "canary": "secret"},
        {"name": "orders", "arn": TABLE, "objects": [{"name": "secret"}]},
        {"name": "orders", "arn": TABLE, "queries": 3},
    ],
)
def test_what_is_no_expectation_is_refused(document: Any) -> None:  # noqa: ANN401 - any JSON
    """A key that is misspelt would check nothing; what is refused tells nothing of the document."""
    with pytest.raises(ValueError, match="not an expectation") as refused:
        Expectation.read(document)
    assert "secret" not in str(refused.value)
