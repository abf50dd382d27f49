"""What pages people tier after tier, and what tells that it is ill."""

from tocsin.plan.incidents.alarms import incident_alarms
from tocsin.plan.incidents.machine import machine_definition
from tocsin.plan.incidents.make_incidents import make_incidents, paged_by_machines

__all__ = [
    "incident_alarms",
    "machine_definition",
    "make_incidents",
    "paged_by_machines",
]
