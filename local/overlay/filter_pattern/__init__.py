"""Filter patterns of CloudWatch Logs: terms, regular expressions and JSON.

Not supported: space-delimited patterns (`[ip, user, ...]`).
https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
"""

from collections.abc import Callable

from local.overlay.filter_pattern.error import FilterPatternError
from local.overlay.filter_pattern.json_pattern import compile_json_pattern
from local.overlay.filter_pattern.regular_expression import compile_regular_expression
from local.overlay.filter_pattern.terms import compile_terms

__all__ = ["FilterPatternError", "Matcher", "compile_filter_pattern"]

Matcher = Callable[[str], bool]


def compile_filter_pattern(pattern: str) -> Matcher:
    """Compile a pattern to a function that says whether a log event's message matches.

    Raises:
        FilterPatternError: If the pattern is not valid, or of a kind that is not supported.
    """
    text = pattern.strip()
    if not text or text.strip('" ') == "":
        return lambda _message: True
    if text.startswith("{"):
        return compile_json_pattern(text)
    if text.startswith("["):
        raise FilterPatternError(pattern, "space-delimited patterns are not supported here")
    if text.startswith("%"):
        return compile_regular_expression(text)
    return compile_terms(text)
