"""By which labels a Metrics Insights query gives a series each."""

import pytest

from tocsin.metric_math import as_one_series, contributor_labels


@pytest.mark.parametrize(
    ("query", "labels"),
    [
        ("SELECT SUM(x) FROM y", ()),
        ('SELECT MAX(Age) FROM SCHEMA("AWS/SQS", QueueName) GROUP BY QueueName', ("QueueName",)),
        ("select max(x) from y group by a, b order by max() desc limit 5", ("a", "b")),
        ("SELECT MAX(x) FROM y WHERE a = 'GROUP BY b' LIMIT 3", ()),
        ('SELECT MAX(x) FROM y GROUP  BY "tag.Cost Center" , AWS.AccountId', (
            "tag.Cost Center", "AWS.AccountId")),
        ("SELECT MAX(x) FROM y GROUP\nBY a", ("a",)),
        ("m1 + m2", ()),
        ("", ()),
    ],
)  # fmt: skip
def test_labels_stand_behind_group_by(query: str, labels: tuple[str, ...]) -> None:
    """In quotes or not, up to what else may follow."""
    assert contributor_labels(query) == labels
    assert contributor_labels(as_one_series(query)) == ()
