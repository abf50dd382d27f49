"""The functions of metric math: what each takes, what it returns, and whether it is pointwise.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
"""

from dataclasses import dataclass
from enum import Enum
from typing import Final, TypeAlias


class ValueType(Enum):
    """The type of an expression's result."""

    SCALAR = "a scalar"
    TIME_SERIES = "a time series"
    TIME_SERIES_ARRAY = "an array of time series"
    STRING = "a quoted string"
    STRING_ARRAY = "an array of quoted strings"
    UNKNOWN = "a value of unknown type"


Parameter: TypeAlias = frozenset[ValueType] | frozenset[str]
"""What an argument may be: value types, or the keywords of which it is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One form of a function.

    `pointwise` means that the result at a slot depends on nothing but the arguments at that
    slot. In a `variadic` form the last parameter may be repeated or left out.
    """

    parameters: tuple[Parameter, ...]
    result: ValueType
    pointwise: bool = True
    variadic: bool = False


_S = frozenset({ValueType.SCALAR})
_TS = frozenset({ValueType.TIME_SERIES})
_ARRAY = frozenset({ValueType.TIME_SERIES_ARRAY})
_STRING = frozenset({ValueType.STRING})
_STRINGS = frozenset({ValueType.STRING_ARRAY})
_S_OR_TS = _S | _TS
_ANYTHING = frozenset(ValueType)
_GAP_KEYWORDS = frozenset({"REPEAT", "LINEAR"})
_SORT_STATISTICS = frozenset({"AVG", "MAX", "MIN", "SUM"})
_SORT_ORDERS = frozenset({"ASC", "DESC"})


def _form(*parameters: Parameter, to: ValueType, pointwise: bool = True) -> Signature:
    return Signature(parameters=parameters, result=to, pointwise=pointwise)


def _each_series(*, pointwise: bool) -> tuple[Signature, ...]:
    return (
        _form(_TS, to=ValueType.TIME_SERIES, pointwise=pointwise),
        _form(_ARRAY, to=ValueType.TIME_SERIES_ARRAY, pointwise=pointwise),
    )


_AGGREGATE = (
    _form(_TS, to=ValueType.SCALAR, pointwise=False),
    _form(_ARRAY, to=ValueType.TIME_SERIES),
)
_OF_TIME = (_form(_TS, to=ValueType.TIME_SERIES),)
_PICK = (_form(_ARRAY, to=ValueType.TIME_SERIES),)

SIGNATURES: Final[dict[str, tuple[Signature, ...]]] = {
    **dict.fromkeys(("ABS", "CEIL", "FLOOR", "LOG", "LOG10"), _each_series(pointwise=True)),
    **dict.fromkeys(("AVG", "DATAPOINT_COUNT", "MAX", "MIN", "STDDEV", "SUM"), _AGGREGATE),
    **dict.fromkeys(("DIFF", "DIFF_TIME", "RATE", "RUNNING_SUM"), _each_series(pointwise=False)),
    **dict.fromkeys(("MINUTE", "HOUR", "DAY", "DATE", "MONTH", "YEAR", "EPOCH"), _OF_TIME),
    **dict.fromkeys(("FIRST", "LAST"), _PICK),
    "METRIC_COUNT": (_form(_ARRAY, to=ValueType.SCALAR),),
    "FILL": (
        _form(_TS, _S_OR_TS, to=ValueType.TIME_SERIES),
        _form(_ARRAY, _S_OR_TS, to=ValueType.TIME_SERIES_ARRAY),
        _form(_TS, _GAP_KEYWORDS, to=ValueType.TIME_SERIES, pointwise=False),
        _form(_ARRAY, _GAP_KEYWORDS, to=ValueType.TIME_SERIES_ARRAY, pointwise=False),
    ),
    "IF": (
        _form(_TS, _S_OR_TS, to=ValueType.TIME_SERIES),
        _form(_TS, _S_OR_TS, _S_OR_TS, to=ValueType.TIME_SERIES),
        _form(_S, _TS, to=ValueType.TIME_SERIES),
        _form(_S, _TS, _TS, to=ValueType.TIME_SERIES),
    ),
    "SORT": (
        _form(
            _ARRAY,
            _SORT_STATISTICS,
            _SORT_ORDERS,
            to=ValueType.TIME_SERIES_ARRAY,
            pointwise=False,
        ),
        _form(
            _ARRAY,
            _SORT_STATISTICS,
            _SORT_ORDERS,
            _S,
            to=ValueType.TIME_SERIES_ARRAY,
            pointwise=False,
        ),
    ),
    "SLICE": (
        _form(_ARRAY, _S, to=ValueType.TIME_SERIES_ARRAY),
        _form(_ARRAY, _S, _S, to=ValueType.TIME_SERIES_ARRAY),
    ),
    "REMOVE_EMPTY": (_form(_ARRAY, to=ValueType.TIME_SERIES_ARRAY, pointwise=False),),
    "METRICS": (
        _form(to=ValueType.TIME_SERIES_ARRAY),
        _form(_STRING, to=ValueType.TIME_SERIES_ARRAY),
    ),
    "PERIOD": (_form(_TS, to=ValueType.SCALAR),),
    "TIME_SERIES": (_form(_S, to=ValueType.TIME_SERIES),),
    "ANOMALY_DETECTION_BAND": (
        _form(_TS, to=ValueType.TIME_SERIES_ARRAY),
        _form(_TS, _S, to=ValueType.TIME_SERIES_ARRAY),
    ),
    "SERVICE_QUOTA": (_form(_TS, to=ValueType.TIME_SERIES),),
    "INSIGHT_RULE_METRIC": (_form(_STRING, _STRING, to=ValueType.TIME_SERIES),),
    "DB_PERF_INSIGHTS": (
        _form(_STRING, _STRING, _STRING, to=ValueType.TIME_SERIES),
        _form(_STRING, _STRING, _STRINGS, to=ValueType.TIME_SERIES_ARRAY),
    ),
    "LAMBDA": (
        Signature(parameters=(_STRING, _ANYTHING), result=ValueType.UNKNOWN, variadic=True),
    ),
    "SEARCH": (
        _form(_STRING, to=ValueType.TIME_SERIES_ARRAY),
        _form(_STRING, _STRING, to=ValueType.TIME_SERIES_ARRAY),
        _form(_STRING, _STRING, _S, to=ValueType.TIME_SERIES_ARRAY),
    ),
}

EXTERNAL: Final = frozenset(
    {
        "ANOMALY_DETECTION_BAND",
        "DB_PERF_INSIGHTS",
        "INSIGHT_RULE_METRIC",
        "LAMBDA",
        "SEARCH",
        "SERVICE_QUOTA",
    }
)
"""Functions whose result comes from outside the expression: the caller supplies it."""

KEYWORDS: Final = _GAP_KEYWORDS | _SORT_STATISTICS | _SORT_ORDERS
