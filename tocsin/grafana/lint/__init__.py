"""Rules for dashboards, checked without a Grafana."""

from tocsin.grafana.lint.linter import RULES, lint
from tocsin.grafana.lint.rule import Exclusion

__all__ = ["RULES", "Exclusion", "lint"]
