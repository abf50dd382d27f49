"""CloudWatch's rules for the bodies of dashboards, as its documentation has them."""

from tocsin.dashboard_bodies.limits import (
    COLUMNS,
    MOST_ALARMS_IN_A_WIDGET,
    MOST_LOG_GROUPS,
    MOST_METRICS,
    MOST_METRICS_IN_A_WIDGET,
    MOST_WIDGETS,
    TALLEST,
)
from tocsin.dashboard_bodies.whole import body_problems

__all__ = [
    "COLUMNS",
    "MOST_ALARMS_IN_A_WIDGET",
    "MOST_LOG_GROUPS",
    "MOST_METRICS",
    "MOST_METRICS_IN_A_WIDGET",
    "MOST_WIDGETS",
    "TALLEST",
    "body_problems",
]
