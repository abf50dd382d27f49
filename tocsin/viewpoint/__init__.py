"""The typed model of a viewpoint, and its loader."""

from tocsin.viewpoint.escalation_policies import escalation_of
from tocsin.viewpoint.loader import load_viewpoint, parse_viewpoint, placed
from tocsin.viewpoint.problem import Position, ViewpointError, ViewpointProblem
from tocsin.viewpoint.viewpoint import Viewpoint
from tocsin.viewpoint.yaml_source import YamlSource

__all__ = [
    "Position",
    "Viewpoint",
    "ViewpointError",
    "ViewpointProblem",
    "YamlSource",
    "escalation_of",
    "load_viewpoint",
    "parse_viewpoint",
    "placed",
]
