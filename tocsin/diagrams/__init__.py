"""Diagrams of a viewpoint: what is watched, how incidents are answered, and data protected."""

from tocsin.diagrams.data_protection import data_protection
from tocsin.diagrams.incident_response import incident_response
from tocsin.diagrams.monitoring import monitoring

__all__ = [
    "data_protection",
    "incident_response",
    "monitoring",
]
