"""What CloudWatch would refuse in the queries of an alarm."""

from collections.abc import Iterable
from dataclasses import dataclass

from tocsin.evaluation.math.errors import ExpressionError


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryProblem:
    """One thing to change: what it is about, what stands there, what may, and the change."""

    thing: str
    value: str
    allowed: str
    fix: str

    def __str__(self) -> str:
        """Say it in one line."""
        return f"{self.thing}: {self.value}; allowed: {self.allowed}; {self.fix}"


class QueryError(ValueError):
    """Queries that cannot be evaluated together, with every problem found."""

    def __init__(self, problems: Iterable[QueryProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def expression_problems(query_id: str, error: ExpressionError) -> list[QueryProblem]:
    """Return each fault of an expression as a problem of the query that holds it."""
    return [
        QueryProblem(
            thing=f"expression {query_id}",
            value=f"{error.expression!r}, character {fault.position + 1}: {fault.found}",
            allowed=fault.allowed,
            fix=fault.fix or "write one of these there",
        )
        for fault in error.faults
    ]
