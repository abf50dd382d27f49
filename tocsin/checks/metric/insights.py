"""The metric that a Metrics Insights query of an alarm reads, as far as its text tells.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-metrics-insights-querylanguage.html
"""

import re
from collections.abc import Iterator

from tocsin.assembly import MetricReading
from tocsin.checks.checked_alarm import CheckedAlarm

_NAME = r"(?:\"[^\"]+\"|[A-Za-z_][\w]*)"
_QUERY = re.compile(
    rf"\s*SELECT\s+\w+\s*\(\s*(?P<metric>{_NAME})\s*\)\s+FROM\s+"
    rf"(?:SCHEMA\s*\(\s*(?P<schema>{_NAME})(?P<dimensions>(?:\s*,\s*{_NAME})*)\s*\)"
    rf"|(?P<namespace>{_NAME}))",
    re.IGNORECASE,
)


def insights_readings(alarm: CheckedAlarm) -> Iterator[MetricReading]:
    """Yield what the queries of an alarm read, with dimensions where a query fixes their set."""
    queries = alarm.template_alarm.properties.get("Metrics")
    for index, query in enumerate(queries if isinstance(queries, list) else ()):
        text = query.get("Expression") if isinstance(query, dict) else None
        match = _QUERY.match(text) if isinstance(text, str) and "${" not in text else None
        if match is not None:
            yield MetricReading(
                key_path=("Metrics", index),
                query_id=str(query.get("Id") or ""),
                namespace=_bare(match["schema"] or match["namespace"]),
                name=_bare(match["metric"]),
                dimensions=_dimensions(match["dimensions"]) if match["schema"] else None,
                statistic=None,
                period=None,
                unit="",
                account="",
                is_returned=query.get("ReturnData") is not False,
            )


def _dimensions(listed: str) -> dict[str, str | None]:
    names = re.findall(_NAME, listed)
    return {_bare(name): None for name in names}


def _bare(name: str) -> str:
    return name.strip('"')
