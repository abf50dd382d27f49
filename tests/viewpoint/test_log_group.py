import pytest
from pydantic import ValidationError

from tocsin.viewpoint.log_group import RETENTION_DAYS, LogGroup


@pytest.mark.parametrize("days", RETENTION_DAYS)
def test_retention_of_cloudwatch_logs(days: int) -> None:
    """Each retention that CloudWatch Logs has can be written in days."""
    group = LogGroup.model_validate({"name": "/a", "create": True, "retention": f"{days}d"})

    assert group.retention is not None
    assert group.retention.days == days


@pytest.mark.parametrize("retention", ["2d", "31d", "36h", "0s", "11y"])
def test_other_retention_is_refused(retention: str) -> None:
    """A retention that CloudWatch Logs does not have is refused."""
    with pytest.raises(ValidationError):
        LogGroup.model_validate({"name": "/a", "create": True, "retention": retention})


@pytest.mark.parametrize("name", ["/aws/lambda/x", "a.b_c-d#e", "/shop/{stage}"])
def test_name_of_a_log_group(name: str) -> None:
    """Names have the characters that CloudWatch Logs allows, and placeholders."""
    assert LogGroup.model_validate({"name": name}).name == name
