"""Problems, where they stand, how values are quoted in them, and YAML that knows its lines."""

from tocsin.diagnostics.drill_problem import DrillError, DrillProblem
from tocsin.diagnostics.duration import DURATION_PATTERN, format_duration, parse_duration
from tocsin.diagnostics.messages import did_you_mean, one_of, shown
from tocsin.diagnostics.problem import Position, ViewpointError, ViewpointProblem
from tocsin.diagnostics.yaml_source import MAXIMUM_BYTES, YamlSource, read_yaml
from tocsin.diagnostics.yaml_value import Node

__all__ = [
    "DURATION_PATTERN",
    "MAXIMUM_BYTES",
    "DrillError",
    "DrillProblem",
    "Node",
    "Position",
    "ViewpointError",
    "ViewpointProblem",
    "YamlSource",
    "did_you_mean",
    "format_duration",
    "one_of",
    "parse_duration",
    "read_yaml",
    "shown",
]
