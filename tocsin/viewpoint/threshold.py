"""One of several thresholds of an alarm, each of a severity."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from tocsin.on_call import Severity
from tocsin.viewpoint.condition import When
from tocsin.viewpoint.part import Off, Part, Text
from tocsin.viewpoint.timing import DetectWithin

MissingData = Literal["missing", "ignore", "breaching", "notBreaching"]
"""CloudWatch's treatments of missing data."""


class Threshold(Part):
    """One of several thresholds of an alarm: it becomes an alarm of its own severity."""

    when: Annotated[When, Field(description="As '> 5 for 3 of 5'.")]
    means: Annotated[
        Text | None, Field(description="What has happened, in place of what the alarm says.")
    ] = None
    missing: Annotated[
        MissingData | None,
        Field(description="How CloudWatch treats missing data, in place of what the alarm says."),
    ] = None
    detect_within: Annotated[
        DetectWithin | None, Field(description="In place of what the alarm says.")
    ] = None


def _written(value: Any) -> Any:  # noqa: ANN401 - whatever stands in the source
    """Return what a condition alone stands for."""
    return {"when": value} if isinstance(value, str) and value != "off" else value


WrittenThreshold = Annotated[
    Threshold, BeforeValidator(_written, json_schema_input_type=When | Threshold)
]
"""A condition, or a mapping with more than that."""

WrittenThresholdOrOff = Annotated[
    Threshold | Off, BeforeValidator(_written, json_schema_input_type=When | Threshold | Off)
]


def given(
    critical: Threshold | Off | None, warning: Threshold | Off | None, info: Threshold | Off | None
) -> dict[Severity, Threshold | Off]:
    """Return the thresholds that are written, the most urgent first."""
    each: dict[Severity, Threshold | Off | None] = {
        "critical": critical,
        "warning": warning,
        "info": info,
    }
    return {severity: threshold for severity, threshold in each.items() if threshold is not None}
