"""The operational events of AWS of which people are told."""

from tocsin.plan.events.make_events import EVENT_RUNBOOKS, make_events

__all__ = ["EVENT_RUNBOOKS", "make_events"]
