"""Queries of CloudWatch Logs Insights, as far as their grammar is known.

Commands and what encloses texts are checked; functions and fields are not.
https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html
"""

import re
from collections.abc import Iterator

from tocsin.diagnostics import InvalidValueError, did_you_mean, quoted

COMMANDS = (
    "fields", "display", "filter", "filterIndex", "stats", "sort", "limit", "parse", "dedup",
    "pattern", "diff", "unmask", "anomaly", "unnest", "lookup", "join", "addtotals", "SOURCE",
)  # fmt: skip
MOST_ROWS = 10_000
"""https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Limit.html"""

_TEXT_OR_COMMENT = re.compile(
    r"(?P<text>"
    r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|`[^`]*`"
    r"|(?<=[~ ])/(?:[^/\\\n]|\\.)+/(?=[\s|)]|$))"
    r"|#[^\n]*",
    re.DOTALL,
)
_CLOSING = {")": "(", "]": "[", "}": "{"}


def check_insights_query(query: str) -> None:
    """Check that CloudWatch Logs would take *query*.

    Raises:
        InvalidValueError: It has a command that does not exist, or something that is not closed.
    """
    # Whichever begins first encloses the other: an apostrophe in a comment, or # in a text.
    plain = _TEXT_OR_COMMENT.sub(lambda match: "_" if match["text"] else "", query)
    if mark := re.search("[\"'`]", plain):
        what = f"a text that begins with {mark[0]} is not closed"
        raise InvalidValueError(what, f"add {mark[0]} at its end")
    _check_brackets(plain)
    for command in _commands(plain):
        _check_command(command)


def _commands(plain: str) -> Iterator[str]:
    """Yield the commands, which `|` separates; what stands in brackets belongs to its command."""
    depth, begun = 0, ""
    for character in plain:
        depth += (character in "([{") - (character in ")]}")
        if character == "|" and depth == 0:
            yield begun.strip()
            begun = ""
        else:
            begun += character
    yield begun.strip()


def _check_brackets(plain: str) -> None:
    open_: list[str] = []
    for character in plain:
        if character in _CLOSING.values():
            open_.append(character)
        elif character in _CLOSING and (not open_ or open_.pop() != _CLOSING[character]):
            what = f"{character} closes nothing"
            raise InvalidValueError(what, f"remove it, or add {_CLOSING[character]} before it")
    if open_:
        raise InvalidValueError(f"{open_[-1]} is not closed", "add its other bracket")


def _check_command(command: str) -> None:
    word, *arguments = command.split(None, 1) or [""]
    rest = "".join(arguments)
    if not word:
        raise InvalidValueError("there is no command beside |", "remove the |, or add a command")
    if word.lower() not in {each.lower() for each in COMMANDS}:
        what = f"Logs Insights has no command {quoted(word)}"
        raise InvalidValueError(what, did_you_mean(word, COMMANDS))
    if word.lower() == "limit" and not (rest.strip().isdecimal() and 1 <= int(rest) <= MOST_ROWS):
        what = f"{quoted(command)} is not a number of rows"
        raise InvalidValueError(what, f"write limit and a number from 1 to {MOST_ROWS:,}")
