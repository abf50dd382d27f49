"""What is a slip of the pen, and what may be a new metric of AWS."""

import pytest

from tocsin.checks.metric.likeness import is_slip


@pytest.mark.parametrize(
    ("written", "known", "expected"),
    [
        ("Error", "Errors", True),
        ("ExecutionFailed", "ExecutionsFailed", True),
        ("AproximateNumberOfMessagesVisible", "ApproximateNumberOfMessagesVisible", True),
        ("HTTPCode_Target_1XX_Count", "HTTPCode_Target_2XX_Count", False),
        ("ActiveFlowCount_QUIC", "ActiveFlowCount_TLS", False),
        ("MemoryUtilization", "GPUPowerUtilization", False),
    ],
)
def test_slips(written: str, known: str, expected: bool) -> None:  # noqa: FBT001 - of a table
    """Few letters differ, and no digit."""
    assert is_slip(written, known) is expected
