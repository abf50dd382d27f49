import pytest

from tocsin.metric_math import Query


@pytest.mark.parametrize(
    ("expression", "is_insights", "is_math"),
    [
        (None, False, False),
        ("m1 + m2", False, True),
        ("selected + m1", False, True),
        ("SELECT MAX(Errors) FROM SCHEMA(Shop, Service)", True, False),
        ("  select AVG(Latency)\nFROM Shop", True, False),
    ],
)
def test_a_metrics_insights_query_is_a_source_of_data(
    expression: str | None, *, is_insights: bool, is_math: bool
) -> None:
    """What begins with SELECT is data, like a metric; any other expression is math."""
    query = Query(id="q1", expression=expression)
    assert (query.is_insights, query.is_math) == (is_insights, is_math)
