"""The one grid of slots that all series of an evaluation share."""

from collections.abc import Iterator, Mapping

from tocsin.evaluation.math.values import TimeSeries, TimeSeriesArray, Value


def check_slots(values: Mapping[str, Value], slots: int) -> None:
    """Check that every series has one value for each of `slots` timestamps.

    Raises:
        ValueError: Some have more or fewer; the error names each.
    """
    wrong = [
        f"{name} has {len(series)} values"
        for name, value in values.items()
        for series in _series(value)
        if len(series) != slots
    ]
    if wrong:
        message = f"there are {slots} timestamps, but {', '.join(wrong)}: give one value a slot"
        raise ValueError(message)


def _series(value: Value) -> Iterator[TimeSeries]:
    if isinstance(value, TimeSeries):
        yield value
    elif isinstance(value, TimeSeriesArray):
        yield from value
