"""A query of an alarm: a metric, a metric math expression or a Metrics Insights query."""

from dataclasses import dataclass, replace

from tocsin.diagnostics import Location, Problem, quoted
from tocsin.metric_math.errors import ExpressionError
from tocsin.metric_math.insights import is_insights
from tocsin.parsing import in_text

_METRICS = Location(source="Metrics")


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One entry of an alarm's `Metrics`.

    Attributes:
        id: The name that expressions refer to.
        expression: Metric math or a Metrics Insights query; None for a metric.
        period: Seconds; None where the entry gives none.
        return_data: Whether the alarm watches this entry (true when it is left out).
        label: What people see instead of the id.
        where: Where the entry stands.
    """

    id: str
    expression: str | None = None
    period: int | None = None
    return_data: bool = True
    label: str | None = None
    where: Location = _METRICS

    @property
    def is_insights(self) -> bool:
        """Whether it is a Metrics Insights query."""
        return self.expression is not None and is_insights(self.expression)

    @property
    def is_math(self) -> bool:
        """Whether it is computed from other queries."""
        return self.expression is not None and not self.is_insights

    def problem(self, kind: str, what: str, fix: str, *, key: str | None = None) -> Problem:
        """Return a problem with this entry, or with a key of it."""
        path = self.where.key_path if key is None else (*self.where.key_path, key)
        where = replace(self.where, key_path=path)
        return Problem(kind=f"math/{kind}", where=where, what=what, fix=fix)

    def expression_problems(self, error: ExpressionError) -> list[Problem]:
        """Return what is wrong with its expression as problems of this entry."""
        return [
            self.problem(
                problem.kind.removeprefix("math/"),
                f"{quoted(self.expression)}, {in_text(problem)}",
                problem.fix,
                key="Expression",
            )
            for problem in error.problems
        ]
