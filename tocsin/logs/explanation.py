"""What a pattern makes of one log event, said so that a person sees why it matches or does not."""

import json
import re
from collections.abc import Iterator

from tocsin.logs.filter_pattern import compile_filter_pattern
from tocsin.logs.selector import SELECTOR, JsonValue, parse_selector, select
from tocsin.logs.space_delimited import SpaceDelimitedPattern
from tocsin.logs.terms import ignored_terms, split_terms

_SELECTOR_OR_OPERAND = re.compile(
    rf'(?P<selector>{SELECTOR})|"(?:[^"\\]|\\.)*"|%(?:[^%\\]|\\.)*%', re.VERBOSE
)
_LONGEST_VALUE = 60


def explain(pattern: str, message: str) -> str:
    """Say what a valid pattern reads in a log event, in one line.

    It does not say whether the event matches: that is the matcher's to say.
    """
    text = pattern.strip()
    if not text.strip('" '):
        return "an empty pattern matches everything"
    if text.startswith("{"):
        return _of_json(text, message)
    if text.startswith("["):
        return _of_fields(SpaceDelimitedPattern(text), message)
    if text.startswith("%"):
        found = compile_filter_pattern(text)(message)
        return "the expression finds something in it" if found else "the expression finds nothing"
    return ", ".join(_of_terms(text, message))


def _of_json(pattern: str, message: str) -> str:
    try:
        document = json.loads(message)
    except (ValueError, RecursionError):
        return "the pattern reads JSON, and the line is not JSON"
    found = (match["selector"] for match in _SELECTOR_OR_OPERAND.finditer(pattern))
    selectors = dict.fromkeys(selector for selector in found if selector)
    return ", ".join(f"{each} {_selected(document, each)}" for each in selectors)


def _selected(document: JsonValue, selector: str) -> str:
    values = [_said(value) for value in select(document, parse_selector(selector))]
    return f"is {' and '.join(values)}" if values else "is not there"


def _said(value: JsonValue) -> str:
    if isinstance(value, dict):
        return "an object, which no comparison matches"
    if isinstance(value, list):
        return "a list, which no comparison matches"
    return _shortened(json.dumps(value, ensure_ascii=False))


def _of_fields(pattern: SpaceDelimitedPattern, message: str) -> str:
    values = pattern.aligned(message)
    if values is None:
        there, named = len(pattern.fields_of(message)), len(pattern.names)
        fields = "1 field" if there == 1 else f"{there} fields"
        return f"the line has {fields}, and the pattern names {named}"
    pairs = zip(pattern.names, values, strict=True)
    return ", ".join(f"{name} is {_said(value)}" for name, value in pairs)


def _of_terms(pattern: str, message: str) -> Iterator[str]:
    without_effect = ignored_terms(pattern)
    for sign, term in split_terms(pattern):
        if f"{sign}{term}" in without_effect:
            yield f"{sign}{term} is ignored beside terms without ?"
        else:
            yield f"{term} is {'' if term in message else 'not '}in it"


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_VALUE else f"{text[: _LONGEST_VALUE - 1]}…"
