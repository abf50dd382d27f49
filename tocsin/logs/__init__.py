"""Filter patterns and queries of CloudWatch Logs: reading them, and matching log events."""

from tocsin.logs.contradiction import contradiction_in
from tocsin.logs.error import FilterPatternError
from tocsin.logs.explanation import explain
from tocsin.logs.filter_pattern import (
    Matcher,
    check_value,
    compile_filter_pattern,
    counted,
    field_of,
)
from tocsin.logs.insights_query import check_insights_query
from tocsin.logs.terms import ignored_terms

__all__ = [
    "FilterPatternError",
    "Matcher",
    "check_insights_query",
    "check_value",
    "compile_filter_pattern",
    "contradiction_in",
    "counted",
    "explain",
    "field_of",
    "ignored_terms",
]
