"""Which operand types each operator takes, and the type it gives.

Documented pairs: arithmetic on S/S, S/TS, TS/TS, S/TS[] and TS/TS[] (not TS[]/TS[]);
comparisons on TS/TS, S/S and TS/S; AND and OR on TS/TS and S/S.
https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
"""

from tocsin.metric_math.signatures import ValueType

_S, _TS, _ARRAY = ValueType.SCALAR, ValueType.TIME_SERIES, ValueType.TIME_SERIES_ARRAY
_COMPARISON = {
    frozenset({_S}): _S,
    frozenset({_TS}): _TS,
    frozenset({_S, _TS}): _TS,
}
_LOGICAL = {frozenset({_S}): _S, frozenset({_TS}): _TS}
_ARITHMETIC = {
    **_COMPARISON,
    frozenset({_S, _ARRAY}): _ARRAY,
    frozenset({_TS, _ARRAY}): _ARRAY,
}
_ARITHMETIC_ALLOWED = "scalars and time series, or an array of time series with one of these"
_COMPARISON_ALLOWED = "two scalars, two time series, or a time series and a scalar"
_LOGICAL_ALLOWED = "two time series or two scalars"


def operation_type(
    operator: str, left: ValueType, right: ValueType
) -> tuple[ValueType | None, str]:
    """Return the result type of `left operator right` (None if rejected), and what is allowed."""
    pairs, allowed = _rules(operator)
    if ValueType.UNKNOWN in (left, right):
        known = {left, right} - {ValueType.UNKNOWN}
        possible = [pair for pair in pairs if known <= pair]
        return (ValueType.UNKNOWN if possible else None), allowed
    return pairs.get(frozenset({left, right})), allowed


def _rules(operator: str) -> tuple[dict[frozenset[ValueType], ValueType], str]:
    if operator in {"AND", "OR"}:
        return _LOGICAL, _LOGICAL_ALLOWED
    if operator in {"==", "!=", "<=", ">=", "<", ">"}:
        return _COMPARISON, _COMPARISON_ALLOWED
    return _ARITHMETIC, _ARITHMETIC_ALLOWED
