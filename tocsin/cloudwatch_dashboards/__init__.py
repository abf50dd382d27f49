"""Dashboards of CloudWatch itself, from the plan."""

from tocsin.cloudwatch_dashboards.body import dashboard_body

__all__ = ["dashboard_body"]
