import pytest
from pydantic import ValidationError

from tocsin.viewpoint.metric import Metric

PUBLISHED = {"namespace": "Shop", "metric": "Orders", "statistic": "Sum"}


@pytest.mark.parametrize(
    "statistic",
    ["Average", "Sum", "Minimum", "Maximum", "SampleCount", "IQM", "p95", "p99.9", "p100", "tm90",
     "PR(:300)", "TM(10%:90%)", "WM(10%:90%)", "TC(0.005:0.030)", "TS(80%:)"],
)  # fmt: skip
def test_statistic_of_cloudwatch(statistic: str) -> None:
    """CloudWatch's statistics are accepted as it writes them."""
    assert Metric.model_validate({**PUBLISHED, "statistic": statistic}).statistic == statistic


@pytest.mark.parametrize("statistic", ["sum", "Avg", "P95", "p101", "p", "95", "TM10:90", ""])
def test_other_statistic_is_refused(statistic: str) -> None:
    """A statistic that CloudWatch does not have would only fail when it is deployed."""
    with pytest.raises(ValidationError):
        Metric.model_validate({**PUBLISHED, "statistic": statistic})


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"namespace": "Shop", "metric": "Orders"},
        {"expression": "a"},
        {**PUBLISHED, "expression": "a", "of": {"a": "b"}},
        {"expression": "a", "of": {"a": "b"}, "dimensions": {"A": "b"}},
        {"expression": "A", "of": {"A": "b"}},
        {"expression": "1a", "of": {"1a": "b"}},
    ],
)
def test_metric_is_published_or_calculated(data: dict[str, object]) -> None:
    """A metric has one of two forms, and names in an expression begin in lower case."""
    with pytest.raises(ValidationError):
        Metric.model_validate(data)
