"""Filter patterns of CloudWatch Logs: terms, regular expressions, JSON, space-delimited.

Not supported: `...` elsewhere than first in a space-delimited pattern.
https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
"""

import math
import re
from collections.abc import Callable

from tocsin.logs.comparison import NUMBER
from tocsin.logs.error import FilterPatternError
from tocsin.logs.json_pattern import compile_json_pattern
from tocsin.logs.limits import check_limits
from tocsin.logs.regular_expression import compile_regular_expression
from tocsin.logs.selector import parse_selector, select_from_message
from tocsin.logs.space_delimited import SpaceDelimitedPattern
from tocsin.logs.terms import compile_terms

Matcher = Callable[[str], bool]
"""Whether the message of a log event matches."""


def compile_filter_pattern(pattern: str) -> Matcher:
    """Compile a pattern to a function that says whether a log event's message matches.

    Raises:
        FilterPatternError: If the pattern is not valid, or of a kind that is not supported.
    """
    text = pattern.strip()
    check_limits(text)
    if not text or text.strip('" ') == "":
        return lambda _message: True
    if text.startswith("{"):
        return compile_json_pattern(text)
    if text.startswith("["):
        return SpaceDelimitedPattern(text)
    if text.startswith("%"):
        return compile_regular_expression(text)
    return compile_terms(text)


def check_value(pattern: str, value: str) -> None:
    """Check that a metric filter with *pattern* can publish *value*.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html

    Args:
        pattern: The pattern of the filter, which is valid.
        value: A number, `$.selector` of a JSON event or `$name` of a space-delimited one.

    Raises:
        FilterPatternError: It is none of these, or the pattern does not read such events.
    """
    begin = pattern.strip()[:1]
    if value.startswith("$."):
        if begin != "{":
            raise FilterPatternError(value, "it needs a pattern of JSON, as { $.ms = * }")
        parse_selector(value)
    elif value.startswith("$"):
        if begin != "[" or not re.search(rf"[\[,\s]{re.escape(value[1:])}\s*[,\]=!<>]", pattern):
            why = f"it needs a space-delimited pattern with that field, as [..., {value[1:]}]"
            raise FilterPatternError(value, why)
    elif not NUMBER.fullmatch(value):
        raise FilterPatternError(value, "it is neither a number nor a field, as $.ms or $bytes")


def field_of(matcher: Matcher, message: str, reference: str) -> str | None:
    """The value that a metric takes from a log event that matched.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html

    Args:
        matcher: The compiled pattern.
        message: The event's message.
        reference: `$.selector` of a JSON event, `$name` of a space-delimited one, or plain text.

    Returns:
        The value; None if the event has no such field.
    """
    if reference.startswith("$."):
        try:
            return select_from_message(message, reference)
        except FilterPatternError:
            return None
    if reference.startswith("$"):
        fields = matcher.fields(message) if isinstance(matcher, SpaceDelimitedPattern) else None
        return fields.get(reference[1:]) if fields else None
    return reference


def counted(matcher: Matcher, message: str, value: str) -> float | None:
    """What a log event adds to the metric of a filter; None if it adds nothing.

    Without a value that is a number nothing is published, although the event matches.

    Args:
        matcher: The compiled pattern.
        message: The event's message.
        value: The filter's value: a number, or a reference as `field_of` takes it.
    """
    text = field_of(matcher, message, value) if matcher(message) else None
    try:
        number = None if text is None else float(text)
    except ValueError:
        return None
    return number if number is not None and math.isfinite(number) else None
