"""Texts of others in Markdown."""

import re

from tocsin.diagnostics.printable import printable_line

_SPECIAL = re.compile(r"(?<!\w)_|_(?!\w)|[\\`*{}\[\]<>#|~@&!$]|:(?=//)|(?<=www)\.")


def markdown_text(text: str) -> str:
    """Return a text as Markdown that shows it, and in which nothing of it acts."""
    return _SPECIAL.sub(lambda match: f"&#{ord(match[0])};", printable_line(text))


_TELLS = re.compile(r'(?:[@#!$~&%](?=[\w"{])|(?<![^\W_])GH(?=-\d))', re.ASCII)
_NOTHING = "&#8203;"
"""A space without width. What makes mentions and links of a comment reads it as it is shown, so
that no way to write a character keeps it from seeing one."""


def comment_text(text: str) -> str:
    """Return a text as `markdown_text` does, which also tells nobody and refers to nothing.

    In a comment on a pull request `@ops` tells people, and `#12` stands below another one.
    """
    pieces, last = [], 0
    line = printable_line(text)
    for found in _TELLS.finditer(line):
        pieces.append(markdown_text(line[last : found.end()]))
        last = found.end()
    return _NOTHING.join((*pieces, markdown_text(line[last:])))
