"""What says in a file which series a point belongs to.

In a table it is the columns of the row; in what the API of CloudWatch writes, the description of a
metric beside a statistic and a period.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from tocsin.diagnostics import InvalidValueError, did_you_mean, nearest, quoted
from tocsin.evaluation import UNITS, Metric, parse_statistic, sorted_dimensions
from tocsin.recorded.store import PERIOD_FORMS, SeriesKey, is_period

KEY_COLUMNS = ("namespace", "metric", "dimensions", "statistic", "period", "unit")
POINT_COLUMNS = ("timestamp", "value")
OPTIONAL_COLUMNS = ("region",)
_SIMPLE_STATISTICS = ("Average", "Sum", "Minimum", "Maximum", "SampleCount", "IQM")
_PAIR = re.compile(r"(?<!\\);")


def missing_columns(columns: Sequence[str]) -> list[tuple[str, str]]:
    """Return what is wrong with the columns of a table, and what to change, for each."""
    needed = (*KEY_COLUMNS, *POINT_COLUMNS)
    given = [column for column in columns if column not in needed]
    wrong = [
        (f"the column {column!r} is missing", _renamed(column, given) or "add it")
        for column in needed
        if column not in columns
    ]
    doubled = [column for column in dict.fromkeys(columns) if columns.count(column) > 1]
    wrong += [(f"there are several columns {column!r}", "keep one") for column in doubled]
    return wrong


def _renamed(column: str, given: Sequence[str]) -> str:
    hint = nearest(column, given)
    return f"{hint} Rename it" if hint else ""


def table_key(row: Mapping[str, object]) -> SeriesKey:
    """Return the series of a row.

    Raises:
        InvalidValueError: A column has a value that CloudWatch does not have.
    """
    texts = {column: str(row.get(column) or "").strip() for column in KEY_COLUMNS}
    for column in ("namespace", "metric"):
        if not texts[column]:
            raise InvalidValueError(f"{column} is empty", f"write the metric's {column}")
    return make_key(
        metric=Metric(
            namespace=texts["namespace"],
            name=texts["metric"],
            dimensions=_dimensions(texts["dimensions"]),
        ),
        statistic=texts["statistic"],
        period=texts["period"],
        unit=texts["unit"] or None,
        region=str(row.get("region") or "").strip() or None,
    )


def described_metric(description: object) -> Metric:
    """Return the metric that an object describes.

    Raises:
        InvalidValueError: It does not describe one.
    """
    if not isinstance(description, Mapping):
        what = "the metric is not an object"
        raise InvalidValueError(what, "write Namespace, MetricName and Dimensions")
    names = [description.get(key) for key in ("Namespace", "MetricName")]
    if not all(isinstance(name, str) and name for name in names):
        what = "Namespace or MetricName is missing"
        raise InvalidValueError(what, "write both, as the request has them")
    namespace, name = names
    return Metric(
        namespace=str(namespace),
        name=str(name),
        dimensions=sorted_dimensions(
            _described_pair(pair) for pair in _dimension_list(description.get("Dimensions") or [])
        ),
    )


def _dimension_list(value: object) -> list[Any]:
    if isinstance(value, list):
        return value
    raise InvalidValueError("Dimensions is not a list", "write a list of Name and Value")


def _described_pair(pair: object) -> tuple[str, str]:
    if isinstance(pair, Mapping) and isinstance(pair.get("Name"), str) and "Value" in pair:
        return str(pair["Name"]), str(pair["Value"])
    raise InvalidValueError(f"{pair!r:.60} is not a dimension", "write Name and Value")


def make_key(
    *, metric: Metric, statistic: str, period: object, unit: object, region: object
) -> SeriesKey:
    """Return the series of what a file says; unit and Region may be None.

    Raises:
        InvalidValueError: Statistic, period or unit is none that CloudWatch has.
    """
    try:
        parsed = parse_statistic(statistic)
    except InvalidValueError as error:
        fix = nearest(statistic, _SIMPLE_STATISTICS) or error.fix
        raise InvalidValueError(error.what, fix) from None
    if unit is not None and unit not in UNITS:
        raise InvalidValueError(
            f"the unit {quoted(unit)} is unknown", did_you_mean(str(unit), UNITS)
        )
    if region is not None and not isinstance(region, str):
        what = f"{quoted(region)} is not a Region"
        raise InvalidValueError(what, "write a name such as eu-west-1")
    seconds = _period(period)
    return SeriesKey(
        metric=metric,
        statistic=parsed,
        period=seconds,
        unit=None if unit is None else str(unit),
        region=region,
    )


def _period(written: object) -> int:
    try:
        seconds = float(str(written))
    except ValueError:
        seconds = 0.0
    if not seconds.is_integer() or not is_period(int(seconds)):
        raise InvalidValueError(f"{quoted(written)} is not a period", f"use {PERIOD_FORMS}")
    return int(seconds)


def _dimensions(written: str) -> tuple[tuple[str, str], ...]:
    pairs = [part.replace("\\;", ";").partition("=") for part in _PAIR.split(written) if part]
    if any(not mark or not name.strip() or not value.strip() for name, mark, value in pairs):
        what = f"{quoted(written)} does not name dimensions"
        raise InvalidValueError(what, "write name=value;name=value")
    if len({name.strip() for name, _, _ in pairs}) < len(pairs):
        raise InvalidValueError(f"{quoted(written)} has a dimension twice", "keep one")
    return sorted_dimensions((name.strip(), value.strip()) for name, _, value in pairs)
