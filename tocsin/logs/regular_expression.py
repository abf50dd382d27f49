"""Regular expressions of filter patterns: `%...%`, found anywhere in the text.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html#regex-expressions
"""

import re
from collections.abc import Callable

from tocsin.logs.error import FilterPatternError

_ALLOWED = re.compile(
    r"(?:[A-Za-z0-9:_#=@/;,\- ^$?\[\]{}|*+.]|\\[^A-Za-z0-9]|\\[dDsSwW]|\\x[0-9A-Fa-f]{2})*"
)


def compile_regular_expression(text: str) -> Callable[[str], bool]:
    """Compile `%expression%`.

    Raises:
        FilterPatternError: If it has a character or an operator that CloudWatch Logs lacks.
    """
    expression = text[1:-1]
    if len(text) < len("%x%") or not text.endswith("%") or not _ALLOWED.fullmatch(expression):
        why = "not a regular expression that CloudWatch Logs accepts"
        fix = "put it between two %, without brackets ( ) and with letters and digits of ASCII"
        raise FilterPatternError(text, why, fix)
    try:
        # Without re.ASCII \d and \w would match letters and digits of other scripts.
        compiled = re.compile(expression, re.ASCII)
    except re.error as error:
        raise FilterPatternError(text, str(error)) from error
    return lambda message: compiled.search(message) is not None
