"""The severities of a plan: the viewpoint's, for what may know plans and not viewpoints."""

from tocsin.on_call import SEVERITIES, Severity

__all__ = ["SEVERITIES", "Severity"]
