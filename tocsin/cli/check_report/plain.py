"""Texts of templates in Markdown."""

import re

from tocsin.diagnostics import printable_line

_SPECIAL = re.compile(r"(?<!\w)_|_(?!\w)|[\\`*{}\[\]<>#|~@&!$]|:(?=//)|(?<=www)\.")


def plain(text: str) -> str:
    """Return a text as Markdown that shows it, and in which nothing of it acts."""
    return _SPECIAL.sub(lambda match: f"&#{ord(match[0])};", printable_line(text))
