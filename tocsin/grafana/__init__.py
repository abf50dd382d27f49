"""Grafana dashboards from the plan, and rules for them."""

from tocsin.grafana.board import files, render, to_json
from tocsin.grafana.coverage import alarms_without_panel
from tocsin.grafana.lint import Exclusion, lint, unlike_alarms

__all__ = [
    "Exclusion",
    "alarms_without_panel",
    "files",
    "lint",
    "render",
    "to_json",
    "unlike_alarms",
]
