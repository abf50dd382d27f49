"""Rules for dashboards, checked without a Grafana."""

from tocsin.grafana.lint.linter import RULES, lint
from tocsin.grafana.lint.rule import Exclusion
from tocsin.grafana.lint.threshold_rule import unlike_alarms

__all__ = ["RULES", "Exclusion", "lint", "unlike_alarms"]
