"""Comparisons of a field: a value of the log event against the operand of the pattern.

Numbers can be compared by all six operators, texts by `=` and `!=` only. `*` in a text stands for
any characters.
https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
"""

import operator
import re
from collections.abc import Callable

from tocsin.logs.error import FilterPatternError
from tocsin.logs.regular_expression import compile_regular_expression
from tocsin.logs.selector import JsonValue

ValueTest = Callable[[JsonValue], bool]
"""Whether the value of a field passes."""

NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_ORDER: dict[str, Callable[[float, float], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def compile_comparison(sign: str, kind: str, operand: str) -> ValueTest:
    """Compile one comparison.

    Args:
        sign: `=`, `!=`, `<`, `<=`, `>` or `>=`.
        kind: `quoted`, `regex` or `word`.
        operand: Text of the operand, with its quotes or percent signs.

    Raises:
        FilterPatternError: If the operator and the operand do not go together.
    """
    if kind == "word" and NUMBER.fullmatch(operand):
        return _compare_numbers(sign, float(operand))
    if sign not in ("=", "!="):
        comparison = f"{sign} {operand}"
        raise FilterPatternError(comparison, "only numbers can be ordered")
    matches = _text_matcher(kind, operand)
    wanted = sign == "="
    return lambda value: (text := _as_text(value)) is not None and matches(text) == wanted


def _compare_numbers(sign: str, number: float) -> ValueTest:
    compare = _ORDER[sign]

    def test(value: JsonValue) -> bool:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return sign == "!=" and isinstance(value, str)
        return compare(value, number)

    return test


def _text_matcher(kind: str, operand: str) -> Callable[[str], bool]:
    if kind == "regex":
        return compile_regular_expression(operand)
    text = re.sub(r"\\(.)", r"\1", operand[1:-1]) if kind == "quoted" else operand
    # `*` is the only wildcard; fnmatch would read ? and [ as wildcards too.
    expression = re.compile(
        "".join(".*" if part == "*" else re.escape(part) for part in text), re.DOTALL
    )
    return lambda value: expression.fullmatch(value) is not None


def _as_text(value: JsonValue) -> str | None:
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return None
