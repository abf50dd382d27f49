"""Patterns of AWS X-Ray's sampling rules, and the expressions of its groups."""

from tocsin.sampling.filter_expression import check_filter_expression
from tocsin.sampling.name_pattern import is_within, overlap

__all__ = ["check_filter_expression", "is_within", "overlap"]
