"""Checks dashboards without a Grafana."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from tocsin.diagnostics import Problem, ProblemCollector
from tocsin.grafana.lint.catalogue_rules import CATALOGUE_RULES
from tocsin.grafana.lint.dashboard_rules import DASHBOARD_RULES
from tocsin.grafana.lint.grid_rules import GRID_RULES
from tocsin.grafana.lint.log_query_rules import LOG_QUERY_RULES
from tocsin.grafana.lint.math_rules import MATH_RULES
from tocsin.grafana.lint.metric_query_rules import METRIC_QUERY_RULES
from tocsin.grafana.lint.panel_rules import PANEL_RULES
from tocsin.grafana.lint.round_trip import ROUND_TRIP_RULES
from tocsin.grafana.lint.rule import Exclusion, Rule
from tocsin.grafana.lint.variable_rules import VARIABLE_RULES

RULES: tuple[Rule, ...] = (
    *DASHBOARD_RULES,
    *VARIABLE_RULES,
    *PANEL_RULES,
    *GRID_RULES,
    *METRIC_QUERY_RULES,
    *MATH_RULES,
    *CATALOGUE_RULES,
    *LOG_QUERY_RULES,
    *ROUND_TRIP_RULES,
)


def lint(dashboard: dict[str, Any], *, exclusions: Sequence[Exclusion] = ()) -> tuple[Problem, ...]:
    """Return everything that is wrong with *dashboard*, rule by rule.

    Args:
        dashboard: A dashboard in Grafana's classic schema, without an envelope.
        exclusions: Rules that may be broken at some place, each with its reason.
    """
    excluded = {(each.rule, each.where) for each in exclusions}
    found = ProblemCollector()
    for rule in RULES:
        report = partial(found.report, rule.id, why=rule.why, severity=rule.level)
        rule.check(dashboard, report)
    return tuple(
        problem
        for problem in found.problems
        if excluded.isdisjoint({(problem.kind, str(problem.where)), (problem.kind, "*")})
    )
