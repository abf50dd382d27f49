"""The template of an input transformer: `{"state": <state>}` or `"it is <state> now"`.

What happens to a value depends on where its name stands, and AWS does not say all of it:

- Outside of quotation marks it becomes JSON, so that a text gets quotation marks.
- Within them, in a template of JSON, it is put in as it is. A text with a quotation mark, an
  object and a list end the text too early; then nothing is sent at all.
- Within them, in a template that is a text, an object and a list lose their quotation marks.
- A value that the event does not have is an empty text.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
"""

import json
import re
from collections.abc import Callable, Iterator

from tocsin.events.error import TargetInputError
from tocsin.events.json_path import MISSING

_NAME = re.compile(r"<([A-Za-z0-9_.\-]+)>")
_FORMS = 'write JSON, or one or more texts in quotation marks: "it is <state> now"'


def names_of(template: str) -> frozenset[str]:
    """Return the names for which values are put in."""
    return frozenset(_NAME.findall(template))


def check_template(template: str) -> None:
    """Check that the template is JSON or text, whatever values are put in.

    Raises:
        TargetInputError: It is neither.
    """
    _checked(fill_in(template, lambda _name: ""), "the template")


def fill_in(template: str, value_of: Callable[[str], object]) -> str:
    """Return what is sent, whether or not it is JSON.

    Args:
        template: The template.
        value_of: The value of a name.
    """
    is_json = template.lstrip()[:1] in {"{", "["}
    filled: list[str] = []
    within = False
    for part in _parts(template):
        name = _NAME.fullmatch(part)
        if name is None:
            within ^= part == '"'
            filled.append(part)
            continue
        value = value_of(name[1])
        filled.append(_within_quotes(value, is_json=is_json) if within else _as_json(value))
    return "".join(filled)


def render(template: str, value_of: Callable[[str], object]) -> str:
    """Return what is sent.

    Raises:
        TargetInputError: It would not be JSON, so that EventBridge sends nothing.
    """
    return _checked(fill_in(template, value_of), "what the template makes of the event")


_PART = re.compile(r'<[A-Za-z0-9_.\-]+>|\\.|"|[^<"\\]+|.', re.DOTALL)


def _parts(template: str) -> Iterator[str]:
    return (part[0] for part in _PART.finditer(template))


def _within_quotes(value: object, *, is_json: bool) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, dict | list):
        written = _as_json(value)
        return written if is_json else written.replace('"', "")
    return "" if value is MISSING else json.dumps(value)


def _as_json(value: object) -> str:
    if value is MISSING:
        return '""'
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def _checked(text: str, subject: str) -> str:
    if text.lstrip()[:1] in {"{", "["}:
        try:
            json.loads(text)
        except ValueError as error:
            what = f"{subject} is not JSON: {error}"
            fix = "put names of objects, lists and free texts outside of quotation marks"
            raise TargetInputError(what, fix) from None
    elif not all(_is_text(line) for line in text.strip().splitlines() if line.strip()):
        what = f"{subject} is neither JSON nor text in quotation marks"
        raise TargetInputError(what, _FORMS)
    return text


def _is_text(line: str) -> bool:
    written = line.strip()
    return len(written) > 1 and written[0] == written[-1] == '"'
