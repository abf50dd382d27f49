"""Viewpoint and catalogue, put together: what is built for a stage."""

from tocsin.plan.alarm import AlarmSpec
from tocsin.plan.description import describe
from tocsin.plan.plan import Plan
from tocsin.plan.stage_plan import make_plan

__all__ = ["AlarmSpec", "Plan", "describe", "make_plan"]
