"""Rules for queries of CloudWatch Logs."""

import re
from collections.abc import Iterator

from tocsin.grafana.lint.document import Json, at, queries, text
from tocsin.grafana.lint.problem import Finding, Rule
from tocsin.grafana.log_section import MOST_LOG_GROUPS

_BOUNDED = re.compile(r"\|\s*(limit\s+\d+|stats\b)")


def _groups(dashboard: Json) -> Iterator[Finding]:
    for panel, target in queries(dashboard, "Logs"):
        found = [
            group
            for key in ("logGroupNames", "logGroups")
            if isinstance(target.get(key), list)
            for group in target[key]
        ]
        if not 1 <= len(found) <= MOST_LOG_GROUPS:
            yield Finding(
                where=at(panel, target),
                what=f"it reads {len(found)} log groups",
                fix=f"name 1 to {MOST_LOG_GROUPS} log groups",
            )


def _limit(dashboard: Json) -> Iterator[Finding]:
    for panel, target in queries(dashboard, "Logs"):
        expression = text(target.get("expression"))
        if not _BOUNDED.search(expression):
            yield Finding(
                where=at(panel, target),
                what=f"its query has no limit: {expression!r}",
                fix="end it with '| limit 100', or count with '| stats'",
            )


LOG_QUERY_RULES = (
    Rule(
        id="log-query/groups",
        level="error",
        find=_groups,
        why="CloudWatch Logs refuses the query",
    ),
    Rule(
        id="log-query/limit",
        level="warning",
        find=_limit,
        why="the browser would have to draw 10,000 events",
    ),
)
