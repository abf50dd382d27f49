"""CloudWatch's rules for the body of a dashboard, as its documentation has them."""

from tocsin.cloudwatch_dashboards.rules.whole import body_problems

__all__ = ["body_problems"]
