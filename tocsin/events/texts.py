"""Conditions on texts: how they begin and end, and what they look like.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
"""

import re

from tocsin.events.condition import Test


def beginning_with(prefix: str) -> Test:
    """Return the test for a text that begins so."""
    return lambda value: isinstance(value, str) and value.startswith(prefix)


def ending_with(suffix: str) -> Test:
    """Return the test for a text that ends so."""
    return lambda value: isinstance(value, str) and value.endswith(suffix)


def in_any_case(text: str, *, before: str = "", after: str = "") -> Test:
    """Return the test for a text with the same letters, small or capital.

    Args:
        text: The letters.
        before: A regular expression for what may stand before them.
        after: A regular expression for what may stand after them.
    """
    letters = "".join(f"(?:{re.escape(each.lower())}|{re.escape(each.upper())})" for each in text)
    pattern = re.compile(f"{before}{letters}{after}", re.DOTALL)
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None
