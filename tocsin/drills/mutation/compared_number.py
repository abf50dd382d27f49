"""The numbers that metric math compares with: thresholds inside an expression."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tocsin import metric_math
from tocsin.diagnostics import plain_number

_COMPARISONS = frozenset({"==", "!=", "<=", ">=", "<", ">"})
_LITERAL = re.compile(r"[0-9.]+(?:[eE][-+]?[0-9]+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedNumber:
    """A literal on one side of a comparison.

    Attributes:
        expression: The expression that it is in.
        position: Where it begins in it, from 0.
        value: The number.
        beside: What it is compared with, and how, with `{}` in its place.
    """

    expression: str
    position: int
    value: float
    beside: str

    def replaced(self, value: float) -> str:
        """Return the expression with another number in its place."""
        literal = _LITERAL.match(self.expression, self.position)
        assert literal is not None
        text = plain_number(value)
        text = f"({text})" if value < 0 else text
        return self.expression[: literal.start()] + text + self.expression[literal.end() :]

    def written(self, value: float) -> str:
        """Write the comparison with a number in its place: `tried >= 11`."""
        return self.beside.replace("{}", plain_number(value))


def compared_numbers(expression: str) -> Iterator[ComparedNumber]:
    """Yield the numbers that an expression compares with; none if it is not metric math."""
    try:
        tree = metric_math.parse_tree(expression)
    except metric_math.ExpressionError:
        return
    for node in metric_math.walk(tree):
        if isinstance(node, metric_math.Operation) and node.operator in _COMPARISONS:
            for side, other, beside in (
                (node.left, node.right, "{{}} {sign} {other}"),
                (node.right, node.left, "{other} {sign} {{}}"),
            ):
                if isinstance(side, metric_math.Number):
                    yield _compared(expression, side, beside, node.operator, other)


def _compared(
    expression: str, number: metric_math.Number, beside: str, sign: str, other: metric_math.Node
) -> ComparedNumber:
    return ComparedNumber(
        expression=expression,
        position=number.position,
        value=number.value,
        beside=beside.format(sign=sign, other=metric_math.format_tree(other)),
    )
