"""What an alarm compares, slot by slot."""

from dataclasses import dataclass

from tocsin.evaluation.data import FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """The datapoints of slots.

    Attributes:
        values: What is compared; NaN where there is no datapoint.
        counts: Samples behind each datapoint; None when each has one or they are not known.
        lower: The lower bound of the band in each slot; None with a static threshold.
        upper: The upper bound of the band in each slot; None with a static threshold.
    """

    values: FloatArray
    counts: FloatArray | None = None
    lower: FloatArray | None = None
    upper: FloatArray | None = None
