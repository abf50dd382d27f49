"""How much a filter pattern may have of what costs CloudWatch Logs time.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
"""

import re

from tocsin.logs.error import FilterPatternError
from tocsin.logs.selector import SELECTOR

LONGEST = 1_024
"""https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html"""
MOST_REGULAR_EXPRESSIONS = 2
MOST_WILDCARDS = 3

_REGULAR_EXPRESSION = re.compile(r"%(?:[^%\\]|\\.)*%")
_SELECTOR = re.compile(SELECTOR)
_WILDCARD_STEP = re.compile(r"\.\*|\[\*\]")
_TEXT = re.compile(r"\"(?:[^\"\\]|\\.)*\"")


def check_limits(pattern: str) -> None:
    """Check the length of a pattern, its regular expressions and its wildcards.

    Raises:
        FilterPatternError: There is too much of one of them.
    """
    if len(pattern) > LONGEST:
        raise FilterPatternError(pattern, f"it has more than {LONGEST:,} characters", "shorten it")
    if len(_REGULAR_EXPRESSION.findall(pattern)) > MOST_REGULAR_EXPRESSIONS:
        why = f"it has more than {MOST_REGULAR_EXPRESSIONS} regular expressions"
        raise FilterPatternError(pattern, why, "join them, or write a second metric filter")
    if pattern.startswith("{"):
        _check_wildcards(_REGULAR_EXPRESSION.sub("%", pattern))


def _check_wildcards(pattern: str) -> None:
    texts = _TEXT.findall(pattern)
    selectors = [match[0] for match in _SELECTOR.finditer(_TEXT.sub('""', pattern))]
    steps = [len(_WILDCARD_STEP.findall(selector)) for selector in selectors]
    for selector, number in zip(selectors, steps, strict=True):
        if number > 1:
            fix = "name all of its steps but one"
            raise FilterPatternError(selector, "a selector has at most one wildcard", fix)
    if sum(steps) + sum("*" in text for text in texts) > MOST_WILDCARDS:
        fix = "write whole values or names in place of some, or a second metric filter"
        raise FilterPatternError(pattern, f"it has more than {MOST_WILDCARDS} wildcards", fix)
