"""Rules for dashboards, checked without a Grafana."""

from tocsin.grafana.lint.linter import RULES, lint
from tocsin.grafana.lint.problem import DashboardProblem, Exclusion

__all__ = [
    "RULES",
    "DashboardProblem",
    "Exclusion",
    "lint",
]
