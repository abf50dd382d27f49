"""How lines stand in a terminal and in the log of a pipeline."""

from collections.abc import Iterable
from textwrap import TextWrapper
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from tocsin.cli.terminal import put
from tocsin.diagnostics import printable_line

INDENT = "    "
_NARROWEST = 40


class Line(NamedTuple):
    """A line, and how it looks where there are colours."""

    text: str
    style: str = ""


def wrapped(text: str, width: int, *, begin: str = "", hang: str = INDENT) -> list[str]:
    """Return a text in lines of so many columns; a word that is longer stays whole."""
    wrapper = TextWrapper(
        width=max(width, _NARROWEST),
        initial_indent=begin,
        subsequent_indent=hang,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return wrapper.wrap(printable_line(text)) or [begin.rstrip()]


def labelled(label: str, text: str, width: int) -> list[Line]:
    """Return a text with a label before it; what does not fit stands below the text."""
    begin = f"{INDENT}{label}: "
    return [Line(each) for each in wrapped(text, width, begin=begin, hang=" " * len(begin))]


def text_of(lines: Iterable[Line]) -> str:
    """Return lines as a text without colours."""
    return "".join(f"{line.text}\n" for line in lines)


def print_lines(console: Console, lines: Iterable[Line]) -> None:
    """Print lines; rich is asked only where it colours them: it takes a while for thousands."""
    if not console.is_terminal:
        put(text_of(lines))
        return
    for line in lines:
        console.print(Text(line.text, style=line.style), soft_wrap=True)
