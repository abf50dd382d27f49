"""Texts of others in Markdown."""

import re

from tocsin.diagnostics.printable import printable_line

_SPECIAL = re.compile(r"(?<!\w)_|_(?!\w)|[\\`*{}\[\]<>#|~@&!$]|:(?=//)|(?<=www)\.")


def markdown_text(text: str) -> str:
    """Return a text as Markdown that shows it, and in which nothing of it acts."""
    return _SPECIAL.sub(lambda match: f"&#{ord(match[0])};", printable_line(text))
