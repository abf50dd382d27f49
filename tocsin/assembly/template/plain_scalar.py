"""What a plain YAML scalar means to CloudFormation (YAML 1.1 without its surprises)."""

import re

_BOOLEANS = {
    **dict.fromkeys(("true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON"), True),
    **dict.fromkeys(("false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF"), False),
}
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_NUMBER_START = frozenset("+-.0123456789")
# A leading zero makes no octal here: such texts are account ids, whose zero matters.
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,30})\Z")
_FLOAT = re.compile(
    r"[-+]?(?:[0-9]{1,30}\.[0-9]{0,30}|\.[0-9]{1,30}|[0-9]{1,30}(?=[eE]))(?:[eE][-+]?[0-9]{1,3})?\Z"
)


def plain_scalar(text: str) -> object:
    """Give the boolean, null or number that an unquoted scalar denotes, else its text.

    Dates, octal and base-60 numbers stay text, as every CloudFormation tool reads them.
    """
    if text in _NULLS:
        return None
    if text in _BOOLEANS:
        return _BOOLEANS[text]
    if text[0] not in _NUMBER_START:
        return text
    if _INTEGER.match(text):
        return int(text)
    return float(text) if _FLOAT.match(text) else text
