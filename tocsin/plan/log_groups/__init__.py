"""Log groups of the services: what is counted in them, and what is asked of them."""

from tocsin.plan.log_groups.log_groups import make_log_groups

__all__ = [
    "make_log_groups",
]
