"""Rules for queries of CloudWatch metrics."""

import re
from collections.abc import Iterator

from tocsin.diagnostics import did_you_mean, quoted
from tocsin.grafana.lint.document import (
    Json,
    at,
    data_panels,
    queries,
    targets,
    text,
)
from tocsin.grafana.lint.math_rules import is_search, several_valued
from tocsin.grafana.lint.rule import Report, Rule

METRICS = "Metrics"

_ID = re.compile(r"[a-z]\w*")
_REGION = re.compile(r"default|\$\{?\w+\}?|[a-z]{2}(-[a-z]+)+-\d")
_STATISTIC = re.compile(
    r"(Average|Sum|Minimum|Maximum|SampleCount|IQM|(p|tm|wm|tc|ts)\d{1,3}(\.\d{1,10})?"
    r"|(PR|TM|TC|TS|WM)\([0-9.%]*:[0-9.%]*\))"
)
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_WORD = re.compile(r"(?<![\w$])[a-z]\w*")
_AGGREGATED = re.compile(r"\b(SUM|AVG|MIN|MAX|STDDEV|METRIC_COUNT)\([^()]*\)")


def _is_math(target: Json) -> bool:
    return bool(text(target.get("expression")))


def _metric_queries(dashboard: Json) -> Iterator[tuple[Json, Json]]:
    return queries(dashboard, METRICS)


def _names(expression: str) -> set[str]:
    """Return the ids in *expression*: words in small letters that stand outside of quotes."""
    return set(_WORD.findall(_QUOTED.sub("", expression)))


def _editor_mode(dashboard: Json, report: Report) -> None:
    for panel, target in _metric_queries(dashboard):
        for key in ("metricEditorMode", "metricQueryType"):
            if target.get(key) not in (0, 1):
                report(at(panel, target), f"{key} is {quoted(target.get(key))}", "set it to 0 or 1")


def _id(dashboard: Json, report: Report) -> None:
    for panel in data_panels(dashboard):
        seen: set[str] = set()
        for target in targets(panel):
            name = text(target.get("id"))
            if target.get("queryMode") != METRICS:
                continue
            if not _ID.fullmatch(name) or name in seen:
                report(
                    at(panel, target),
                    f"its id is {quoted(name)}",
                    "begin it with a small letter, and give each query its own",
                )
            seen.add(name)


def _region(dashboard: Json, report: Report) -> None:
    for panel, target in _metric_queries(dashboard):
        region = target.get("region")
        if not _REGION.fullmatch(text(region)):
            report(
                at(panel, target),
                f"its region is {quoted(region)}",
                "use $region, or the region in which the metric is",
            )


def _metric(dashboard: Json, report: Report) -> None:
    for panel, target in _metric_queries(dashboard):
        for key in ("namespace", "metricName"):
            if not _is_math(target) and not text(target.get(key)).strip():
                report(at(panel, target), f"{key} is empty", "name it")


def _statistic(dashboard: Json, report: Report) -> None:
    for panel, target in _metric_queries(dashboard):
        statistic = target.get("statistic")
        if not _STATISTIC.fullmatch(text(statistic)):
            report(
                at(panel, target),
                f"its statistic is {quoted(statistic)}",
                "use one that CloudWatch has, as Sum, Average or p95",
            )


def _undefined(dashboard: Json, report: Report) -> None:
    for panel, target in _metric_queries(dashboard):
        known = {text(each.get("id")) for each in targets(panel)}
        for name in sorted(_names(text(target.get("expression"))) - known):
            report(
                at(panel, target),
                f"its expression reads {quoted(name)}, which no query of the panel is called",
                did_you_mean(name, sorted(known)),
            )


def _math_on_search(dashboard: Json, report: Report) -> None:
    several = several_valued(dashboard)
    for panel, target in _metric_queries(dashboard):
        outside = _names(_AGGREGATED.sub("", text(target.get("expression"))))
        for other in targets(panel):
            if text(other.get("id")) in outside and is_search(other, several):
                report(
                    at(panel, target),
                    f"it calculates with {quoted(other.get('id'))}, which can be many series",
                    f"write SUM({other.get('id')}), or give each dimension one value",
                )


METRIC_QUERY_RULES = (
    Rule(
        id="metric-query/editor-mode",
        level="error",
        check=_editor_mode,
        why="panels without it show no data",
    ),
    Rule(id="metric-query/id", level="error", check=_id, why="CloudWatch refuses the request"),
    Rule(
        id="metric-query/region",
        level="error",
        check=_region,
        why="the metric would be looked for where it is not",
    ),
    Rule(id="metric-query/metric", level="error", check=_metric, why="there would be no data"),
    Rule(
        id="metric-query/statistic",
        level="error",
        check=_statistic,
        why="CloudWatch refuses the request",
    ),
    Rule(
        id="metric-query/undefined",
        level="error",
        check=_undefined,
        why="CloudWatch refuses the request",
    ),
    Rule(
        id="metric-query/math-on-search",
        level="error",
        check=_math_on_search,
        why="CloudWatch cannot calculate with lists of series",
    ),
)
