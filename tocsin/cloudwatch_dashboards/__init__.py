"""Dashboards of CloudWatch itself, from the plan, and CloudWatch's rules for their bodies."""

from tocsin.cloudwatch_dashboards.body import dashboard_body
from tocsin.cloudwatch_dashboards.rules import body_problems

__all__ = ["body_problems", "dashboard_body"]
