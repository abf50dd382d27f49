"""What is right by itself, and cannot be together: AWS would refuse it, or it would do nothing."""

from tocsin.plan.contradictions.check import check_contradictions
from tocsin.plan.contradictions.stage_names import check_stage_names, may_share_names
from tocsin.plan.contradictions.traffic import check_traffic

__all__ = [
    "check_contradictions",
    "check_stage_names",
    "check_traffic",
    "may_share_names",
]
