"""When an alarm fires, written as `> 5 for 3 of 5`, or `outside band 3 for 3 of 3`."""

import re
from dataclasses import dataclass
from typing import Annotated, Any, Self

from pydantic import GetPydanticSchema, PlainSerializer, WithJsonSchema
from pydantic_core import core_schema

from tocsin.diagnostics import InvalidValueError, plain_number, quoted

COMPARISONS = {
    ">": "GreaterThanThreshold",
    ">=": "GreaterThanOrEqualToThreshold",
    "<": "LessThanThreshold",
    "<=": "LessThanOrEqualToThreshold",
}
BANDS = {
    "outside": "LessThanLowerOrGreaterThanUpperThreshold",
    "below": "LessThanLowerThreshold",
    "above": "GreaterThanUpperThreshold",
}
"""Comparisons with a band of anomaly detection, which CloudWatch learns from the metric.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Anomaly_Detection.html
"""

_USUAL_WIDTH = 2.0
"""Standard deviations: what CloudWatch takes if nothing is said."""

_SIDES = {comparison: side for side, comparison in BANDS.items()}
_SIGNS = {comparison: sign for sign, comparison in COMPARISONS.items()}
_PATTERN = (
    r"^((?P<sign>>=|<=|>|<) *(?P<threshold>-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]{1,2})?)"
    r"|(?P<side>outside|above|below) +band( +(?P<width>[0-9]{1,3}(\.[0-9]{1,3})?))?)"
    r"( +for +(?P<datapoints>[1-9][0-9]{0,3})( +of +(?P<periods>[1-9][0-9]{0,3}))?)?$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A comparison and how many datapoints of how many periods must fulfil it.

    Attributes:
        comparison: CloudWatch's name of the comparison, for example `GreaterThanThreshold`.
        threshold: What the metric is compared with, in the metric's unit; of a band, how many
            standard deviations wide it is to each side.
        datapoints_to_alarm: M of "M of N".
        evaluation_periods: N of "M of N".
    """

    comparison: str
    threshold: float
    datapoints_to_alarm: int = 1
    evaluation_periods: int = 1

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `> 5`, `> 5 for 3` (of 3) or `> 5 for 3 of 5`.

        Raises:
            InvalidValueError: The text has another form, or M is larger than N.
        """
        match = re.fullmatch(_PATTERN, text.strip())
        if match is None:
            raise InvalidValueError(
                f"{quoted(text)} is not a condition",
                "write a comparison (>, >=, <, <=), a number and how long, as '> 5 for 3 of 5', or "
                "'outside band 3 for 3 of 3' (outside, above, below)",
            )
        datapoints = int(match["datapoints"] or 1)
        periods = int(match["periods"] or datapoints)
        if datapoints > periods:
            what = f"{datapoints} of {periods} datapoints cannot be"
            raise InvalidValueError(what, f"write '{periods} of {periods}'")
        is_band = match["side"] is not None
        width = float(match["width"] or _USUAL_WIDTH)
        if is_band and not width:
            raise InvalidValueError("a band of 0 has no inside", "write 2 or 3 for its width")
        return cls(
            comparison=BANDS[match["side"]] if is_band else COMPARISONS[match["sign"]],
            threshold=width if is_band else float(match["threshold"]),
            datapoints_to_alarm=datapoints,
            evaluation_periods=periods,
        )

    @property
    def is_lower(self) -> bool:
        """Whether only small values fulfil it."""
        return self.comparison.startswith("Less") and self.comparison != BANDS["outside"]

    @property
    def is_band(self) -> bool:
        """Whether it compares with what CloudWatch has learnt of the metric."""
        return self.comparison in _SIDES

    def __str__(self) -> str:
        """Write the condition as it is read."""
        side = f"{_SIDES[self.comparison]} band" if self.is_band else _SIGNS[self.comparison]
        return (
            f"{side} {plain_number(self.threshold)} "
            f"for {self.datapoints_to_alarm} of {self.evaluation_periods}"
        )


def _validate(value: Any) -> Condition:  # noqa: ANN401 - whatever stands in the source
    if isinstance(value, Condition):
        return value
    return Condition.parse(str(value))


CONDITION_PATTERN = re.sub(r"\?P<[a-z]+>", "", _PATTERN)

When = Annotated[
    Condition,
    GetPydanticSchema(
        lambda _source, _handler: core_schema.no_info_plain_validator_function(_validate)
    ),
    PlainSerializer(str, return_type=str),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": CONDITION_PATTERN,
            "description": "A comparison and how long, as '> 5 for 3 of 5' or 'outside band 3'.",
        }
    ),
]
