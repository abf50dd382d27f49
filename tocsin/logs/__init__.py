"""Filter patterns of CloudWatch Logs: reading them, and matching log events."""

from tocsin.logs.error import FilterPatternError
from tocsin.logs.filter_pattern import Matcher, compile_filter_pattern, field_of

__all__ = ["FilterPatternError", "Matcher", "compile_filter_pattern", "field_of"]
