"""What pages people tier after tier, and what tells that it is ill."""

from tocsin.plan.incidents.machine import machine_definition, paging_tiers

__all__ = [
    "machine_definition",
    "paging_tiers",
]
