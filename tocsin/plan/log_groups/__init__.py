"""Log groups of the services: what is found and counted in them, and what is asked of them."""

from tocsin.plan.log_groups.alarms import log_group_alarms
from tocsin.plan.log_groups.log_groups import make_log_groups

__all__ = [
    "log_group_alarms",
    "make_log_groups",
]
