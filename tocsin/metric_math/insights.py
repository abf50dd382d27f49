"""Metrics Insights queries: sources of data that are not metric math.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-metrics-insights-querylanguage.html
"""

import re
from collections.abc import Sequence

_QUERY = re.compile(r"\s*SELECT\b", re.IGNORECASE)
_SOURCE = re.compile(
    r"\s*SELECT\s+\w+\s*\(\s*(?P<metric>\"[^\"]+\"|[^\s)]+)\s*\)"
    r"\s+FROM\s+(?:SCHEMA\s*\(\s*)?(?P<namespace>\"[^\"]+\"|[^\s,)]+)",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"\"[^\"]*\"|'[^']*'|,|[^\s,\"']+")
_BEHIND_GROUPS = frozenset({"ORDER", "LIMIT"})


def is_insights(expression: str) -> bool:
    """Say whether a text is a Metrics Insights query, which is a source of data, not math."""
    return _QUERY.match(expression) is not None


def metric_of_insights(expression: str) -> tuple[str, str] | None:
    """Return the namespace and the name of the metric that a query reads; None of another text."""
    match = _SOURCE.match(expression)
    return (match["namespace"].strip('"'), match["metric"].strip('"')) if match else None


def contributor_labels(expression: str) -> tuple[str, ...]:
    """Return by which labels a query gives a series each: those behind GROUP BY; empty for one."""
    if not is_insights(expression):
        return ()
    tokens = _TOKEN.findall(expression)
    words = [token.upper() for token in tokens]
    for index in range(len(words) - 1):
        if words[index : index + 2] == ["GROUP", "BY"]:
            return _labels(tokens[index + 2 :])
    return ()


def as_one_series(expression: str) -> str:
    """Return a query without its GROUP BY, as one of its contributors sees it."""
    tokens = _TOKEN.findall(expression)
    words = [token.upper() for token in tokens]
    for index in range(len(words) - 1):
        if words[index : index + 2] == ["GROUP", "BY"]:
            return " ".join(tokens[:index])
    return expression


def _labels(tokens: Sequence[str]) -> tuple[str, ...]:
    found = []
    for word in tokens:
        if word.upper() in _BEHIND_GROUPS:
            break
        if word != ",":
            found.append(word.strip("\"'"))
    return tuple(found)
