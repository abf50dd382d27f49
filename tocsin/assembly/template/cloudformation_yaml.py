"""YAML as CloudFormation reads it: YAML 1.1 without its surprises, and short tags.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
"""

import re

from tocsin.diagnostics import InvalidValueError, Scalar, YamlDialect

MAXIMUM_BYTES = 50_000_000
MAXIMUM_DEPTH = 64
MAXIMUM_VALUES = 3_000_000

_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON"), True),
    **dict.fromkeys(("false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF"), False),
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
}
_NUMBER_START = frozenset("+-.0123456789")
# A leading zero makes no octal here: such texts are account ids, whose zero matters.
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,30})\Z")
_FLOAT = re.compile(
    r"[-+]?(?:[0-9]{1,30}\.[0-9]{0,30}|\.[0-9]{1,30}|[0-9]{1,30}(?=[eE]))(?:[eE][-+]?[0-9]{1,3})?\Z"
)
_STANDARD_TAG = "tag:yaml.org,2002:"
_FUNCTIONS = frozenset(
    {
        "And", "Base64", "Cidr", "Equals", "FindInMap", "GetAZs", "GetAtt", "If", "ImportValue",
        "Join", "Length", "Not", "Or", "Select", "Split", "Sub", "ToJsonString", "Transform",
    },
)  # fmt: skip


def plain_scalar(text: str) -> Scalar:
    """Give the boolean, null or number that an unquoted word denotes, else its text.

    Dates, octal and base-60 numbers stay text, as every CloudFormation tool reads them.
    """
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _NUMBER_START:
        return text
    if _INTEGER.match(text):
        return int(text)
    return float(text) if _FLOAT.match(text) else text


def _long_form(tag: str, value: object) -> object:
    """Write a short form of an intrinsic function out: `!Sub x` is `{"Fn::Sub": x}`.

    Raises:
        InvalidValueError: CloudFormation has no such tag.
    """
    name = tag.removeprefix("!")
    if not name:
        return value
    if tag.startswith(_STANDARD_TAG):
        is_typed = isinstance(value, str) and tag != f"{_STANDARD_TAG}str"
        return plain_scalar(value) if is_typed and isinstance(value, str) else value
    if name in {"Ref", "Condition"}:
        return {name: value}
    if name not in _FUNCTIONS:
        what = f"CloudFormation has no tag {tag}"
        raise InvalidValueError(what, "remove it; its value is kept")
    if name == "GetAtt" and isinstance(value, str):
        return {"Fn::GetAtt": value.split(".", 1)}
    return {f"Fn::{name}": value}


CLOUDFORMATION = YamlDialect(
    read_word=plain_scalar,
    read_tag=_long_form,
    takes_any_key=True,
    last_key_wins=True,
    merges=True,
    alias_problem=InvalidValueError(
        "CloudFormation takes no YAML aliases", "expand it before you deploy"
    ),
    several_documents=True,
    maximum_bytes=MAXIMUM_BYTES,
    maximum_depth=MAXIMUM_DEPTH,
    maximum_values=MAXIMUM_VALUES,
)
"""What CloudFormation would refuse is read as far as possible and reported."""
