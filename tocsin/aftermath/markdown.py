"""Rows, blocks and links of Markdown, with texts of others in them."""

import re
from collections.abc import Sequence
from typing import Final

from tocsin.diagnostics import markdown_text, printable_line

_ADDRESS: Final = re.compile(r"https?://[\w.~:/?#@!$&'*+,;=%-]+", re.ASCII)


def row(*cells: str) -> str:
    """Return a row of a table."""
    return f"| {' | '.join(map(markdown_text, cells))} |"


def code(lines: Sequence[str]) -> list[str]:
    """Return lines as a block in which nothing acts; no line of them ends it."""
    return ["```text", *(printable_line(each).replace("```", "'''") for each in lines), "```"]


def link(address: str) -> str:
    """Return an address that can be followed; of anything else the text."""
    return f"<{address}>" if _ADDRESS.fullmatch(address) else markdown_text(address)
