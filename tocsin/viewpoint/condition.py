"""When an alarm fires, written as `> 5 for 3 of 5`."""

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
_SIGNS = {comparison: sign for sign, comparison in COMPARISONS.items()}
_PATTERN = (
    r"^(?P<sign>>=|<=|>|<) *(?P<threshold>-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]{1,2})?)"
    r"( +for +(?P<datapoints>[1-9][0-9]{0,3})( +of +(?P<periods>[1-9][0-9]{0,3}))?)?$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A comparison and how many datapoints of how many periods must fulfil it.

    Attributes:
        comparison: CloudWatch's name of the comparison, for example `GreaterThanThreshold`.
        threshold: What the metric is compared with, in the metric's unit.
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
                "write a comparison (>, >=, <, <=), a number and how long, as '> 5 for 3 of 5'",
            )
        datapoints = int(match["datapoints"] or 1)
        periods = int(match["periods"] or datapoints)
        if datapoints > periods:
            what = f"{datapoints} of {periods} datapoints cannot be"
            raise InvalidValueError(what, f"write '{periods} of {periods}'")
        return cls(
            comparison=COMPARISONS[match["sign"]],
            threshold=float(match["threshold"]),
            datapoints_to_alarm=datapoints,
            evaluation_periods=periods,
        )

    @property
    def is_lower(self) -> bool:
        """Whether small values fulfil it."""
        return self.comparison.startswith("Less")

    def __str__(self) -> str:
        """Write the condition as it is read."""
        return (
            f"{_SIGNS[self.comparison]} {plain_number(self.threshold)} "
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
            "description": "A comparison and how long, as '> 5 for 3 of 5'.",
        }
    ),
]
