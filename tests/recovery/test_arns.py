"""Whether what a document or a selection names can be a resource of a template."""

import pytest

from tocsin.recovery.templates.arns import ArnPatterns, arns_overlap

_TABLE = "arn:*:dynamodb:us-east-1:111122223333:table/"


@pytest.mark.parametrize(
    ("one", "other", "can_be"),
    [
        (f"{_TABLE}orders", "arn:aws:dynamodb:us-east-1:*:table/orders", True),
        (f"{_TABLE}orders", "arn:aws:dynamodb:us-west-2:*:table/orders", False),
        (f"{_TABLE}orders", f"{_TABLE}Orders", False),
        (f"{_TABLE}orders", f"{_TABLE}*", True),
        (f"{_TABLE}*-orders", f"{_TABLE}shop-*", True),
        (f"{_TABLE}*-orders", f"{_TABLE}*-carts", False),
        ("*", f"{_TABLE}orders", True),
        ("arn:*:s3:::logs", "arn:aws:s3:::logs", True),
        ("arn:*:s3:::logs", f"{_TABLE}logs", False),
    ],
)
def test_two_patterns(one: str, other: str, *, can_be: bool) -> None:
    """One by one and among others, from either side."""
    others = [f"{_TABLE}payments", f"{_TABLE}payments-?"]

    assert arns_overlap(one, other) is can_be
    assert arns_overlap(other, one) is can_be
    assert ArnPatterns([*others, one]).overlap(other) is can_be
    assert ArnPatterns([*others, other]).overlap(one) is can_be
