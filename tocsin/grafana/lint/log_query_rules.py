"""Rules for queries of CloudWatch Logs."""

import re

from tocsin.diagnostics import quoted
from tocsin.grafana.lint.document import Json, at, queries, text
from tocsin.grafana.lint.rule import Report, Rule
from tocsin.grafana.log_panel import MOST_LOG_GROUPS

_BOUNDED = re.compile(r"\|\s*(limit\s+\d+|stats\b)")


def _groups(dashboard: Json, report: Report) -> None:
    for panel, target in queries(dashboard, "Logs"):
        found = [
            group
            for key in ("logGroupNames", "logGroups")
            if isinstance(target.get(key), list)
            for group in target[key]
        ]
        if not 1 <= len(found) <= MOST_LOG_GROUPS:
            report(
                at(panel, target),
                f"it reads {len(found)} log groups",
                f"name 1 to {MOST_LOG_GROUPS} log groups",
            )


def _limit(dashboard: Json, report: Report) -> None:
    for panel, target in queries(dashboard, "Logs"):
        expression = text(target.get("expression"))
        if not _BOUNDED.search(expression):
            report(
                at(panel, target),
                f"its query has no limit: {quoted(expression)}",
                "end it with '| limit 100', or count with '| stats'",
            )


LOG_QUERY_RULES = (
    Rule(
        id="log-query/groups", level="error", check=_groups, why="CloudWatch Logs refuses the query"
    ),
    Rule(
        id="log-query/limit",
        level="warning",
        check=_limit,
        why="the browser would have to draw 10,000 events",
    ),
)
