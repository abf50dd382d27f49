"""Problems, where they stand, how values are quoted in them, and YAML that knows its lines."""

from tocsin.diagnostics.duration import format_duration, parse_duration

__all__ = ["format_duration", "parse_duration"]
