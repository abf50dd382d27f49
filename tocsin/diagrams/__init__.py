"""Diagrams of what a viewpoint describes, as Mermaid draws them: how an incident is answered."""

from tocsin.diagrams.incident_response import incident_response

__all__ = [
    "incident_response",
]
