"""Diagrams of what a viewpoint describes: how incidents are answered, and data protected."""

from tocsin.diagrams.data_protection import data_protection
from tocsin.diagrams.incident_response import incident_response

__all__ = [
    "data_protection",
    "incident_response",
]
