"""Rows and links of Markdown, with texts of others in them."""

import re
from typing import Final

from tocsin.diagnostics import markdown_text

_ADDRESS: Final = re.compile(r"https?://[\w.~:/?#@!$&'*+,;=%-]+", re.ASCII)


def row(*cells: str) -> str:
    """Return a row of a table."""
    return f"| {' | '.join(map(markdown_text, cells))} |"


def link(address: str) -> str:
    """Return an address that can be followed; of anything else the text."""
    return f"<{address}>" if _ADDRESS.fullmatch(address) else markdown_text(address)
