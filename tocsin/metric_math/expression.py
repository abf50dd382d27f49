"""A parsed metric math expression."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from tocsin.metric_math.analysis import Analysis
from tocsin.metric_math.errors import ExpressionError
from tocsin.metric_math.external import external_calls
from tocsin.metric_math.formatting import format_tree
from tocsin.metric_math.parser import parse_tree
from tocsin.metric_math.signatures import ValueType
from tocsin.metric_math.syntax import Call, Name, Node, walk

_TOO_DEEP = (
    "found operations nested too deeply; allowed: a few hundred operations within each other"
)
_SPLIT = "give part of it an id of its own"


@dataclass(frozen=True)
class Expression:
    """A metric math expression that follows the grammar and calls functions rightly.

    Attributes:
        text: The expression as it was written.
        tree: Its syntax tree.
    """

    text: str
    tree: Node

    def __str__(self) -> str:
        """Return the expression in its canonical spelling."""
        return self.canonical

    @cached_property
    def references(self) -> tuple[str, ...]:
        """The ids it names, each once, in order of appearance.

        METRICS() refers to every metric of the request and names none of them.
        """
        names = (node for node in walk(self.tree) if isinstance(node, Name))
        return tuple(dict.fromkeys(node.name for node in names if node.is_id))

    @property
    def functions(self) -> frozenset[str]:
        """The functions it calls."""
        return frozenset(node.function for node in walk(self.tree) if isinstance(node, Call))

    @property
    def external_calls(self) -> tuple[str, ...]:
        """The calls whose results must be given as `inputs`, in canonical spelling."""
        return tuple(dict.fromkeys(external_calls(self.tree)))

    @cached_property
    def is_pointwise(self) -> bool:
        """Whether the value at a slot depends only on that slot, if every id is a metric.

        A chain of expressions is pointwise if each of them is.
        """
        return Analysis(self.text).of(self.tree).pointwise

    @cached_property
    def canonical(self) -> str:
        """The expression in its canonical spelling."""
        return format_tree(self.tree)

    def result_type(
        self,
        types: Mapping[str, ValueType] | None = None,
        *,
        call_types: Mapping[str, ValueType] | None = None,
        expression_ids: frozenset[str] = frozenset(),
    ) -> ValueType:
        """Return the type of the result.

        Args:
            types: The types of ids; ids without an entry are time series.
            call_types: The types of external calls, where more is known than the function.
            expression_ids: Ids that are not metrics, which PERIOD does not take.

        Raises:
            ExpressionError: An operator or function does not take the types it is given.
        """
        analysis = Analysis(
            self.text,
            types=types or {},
            call_types=call_types or {},
            expression_ids=expression_ids,
        )
        result = analysis.of(self.tree).type
        if analysis.problems:
            raise ExpressionError(self.text, *analysis.problems)
        return result


@lru_cache(maxsize=1024)
def parse(expression: str) -> Expression:
    """Parse a metric math expression, once however many alarms use it.

    Ids may stand for anything here: what they are is known when its queries are validated.

    Raises:
        ExpressionError: It does not follow the grammar, or no metric could make it valid; the
            error lists every problem with its position.
    """
    tree = parse_tree(expression)
    analysis = Analysis(expression, other_ids=ValueType.UNKNOWN)
    try:
        analysis.of(tree)
    except RecursionError:
        raise ExpressionError.at(expression, 0, "too-deep", _TOO_DEEP, _SPLIT) from None
    if analysis.problems:
        raise ExpressionError(expression, *analysis.problems)
    return Expression(expression, tree)
