"""Metric data queries that are asked together."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryGroup:
    """Queries of one period in one Region.

    Attributes:
        region: The Region; None for that of the session.
        period: The period in seconds.
        queries: Entries of MetricDataQueries. Without Ids each stands alone, and is asked
            together with others; with Ids they use each other, and are asked by themselves.
    """

    region: str | None
    period: int
    queries: tuple[Mapping[str, Any], ...]

    @property
    def stands_alone(self) -> bool:
        """Say whether the queries use each other's Ids."""
        return any("Id" in query for query in self.queries)
