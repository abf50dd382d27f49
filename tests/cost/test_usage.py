"""Files that say how much of everything there is."""

import pytest

from tocsin.cost import DataUsage, Usage, read_usage
from tocsin.diagnostics import InvalidInputError

WHOLE = """
log_groups: {/shop/orders: 40}
data_stores:
  orders: {gigabytes: 200, changed_a_day: 0.02}
  stock: 50
functions: {orders: 1000000}
insights_metrics: {busiest: 12}
notifications: {email: 200, sms: 40, https: 10}
state_transitions: 5000
traces: 12000000
metric_stream_updates: 7
"""


def test_a_file_says_how_much_there_is() -> None:
    """A number alone is the size of data."""
    assert read_usage(WHOLE, "usage.yaml") == Usage(
        log_groups={"/shop/orders": 40.0},
        data_stores={
            "orders": DataUsage(gigabytes=200, changed_a_day=0.02),
            "stock": DataUsage(gigabytes=50),
        },
        functions={"orders": 1_000_000},
        insights_metrics={"busiest": 12},
        notifications={"email": 200, "sms": 40, "https": 10},
        state_transitions=5_000,
        traces=12_000_000,
        metric_stream_updates=7,
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("traces: many", "usage/not-a-number"),
        ("logs: {a: 1}", "usage/unknown-key"),
        ("log_groups: [1]", "usage/wrong-type"),
        ("log_groups: {a: {gigabytes: 1}}", "usage/not-a-number"),
        ("data_stores: {orders: {changed_a_day: 0.1}}", "usage/missing"),
        ("data_stores: {orders: {gigabytes: 1, changed_a_day: 2}}", "usage/not-a-share"),
        ("notifications: {lambda: 1}", "usage/unknown-protocol"),
        ("traces: true", "usage/not-a-number"),
    ],
)
def test_a_wrong_file_is_refused(text: str, kind: str) -> None:
    """With what is wrong."""
    with pytest.raises(InvalidInputError) as caught:
        read_usage(text, "usage.yaml")
    assert [each.kind for each in caught.value.problems] == [kind]
