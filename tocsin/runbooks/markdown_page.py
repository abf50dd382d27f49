"""What a Markdown page links to, and what can be linked to in it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from tocsin.diagnostics import Position, read_text_file

_LARGEST_PAGE = 1_000_000
_NOT_IN_ANCHORS = re.compile(r"[^\w\- ]")
_ANCHOR_IN_HTML = re.compile(r"<[^>]*\b(?:id|name)=[\"']([^\"']+)[\"']")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link or a picture.

    Attributes:
        target: Where it leads, as Markdown understands it.
        position: Where it is written.
        line_text: The line that it is written in.
    """

    target: str
    position: Position
    line_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkdownPage:
    """A page.

    Attributes:
        links: Its links and pictures, those in code left out.
        anchors: What can stand behind `#` in a link to it.
    """

    links: tuple[Link, ...]
    anchors: frozenset[str]


def page_source(path: Path) -> str:
    """Return the text of a page.

    Raises:
        InvalidInputError: It cannot be read.
    """
    return read_text_file(path, maximum_bytes=_LARGEST_PAGE, too_large="divide the page")


def read_markdown(path: Path, parser: MarkdownIt) -> MarkdownPage:
    """Read a page.

    Raises:
        InvalidInputError: It cannot be read.
    """
    text = page_source(path)
    tokens = parser.parse(text)
    links = (_located(target, line, text.splitlines()) for target, line in _links(tokens))
    anchors = {*_anchors(tokens), *_ANCHOR_IN_HTML.findall(text)}
    return MarkdownPage(links=tuple(links), anchors=frozenset(anchors))


def _links(tokens: Iterable[Token]) -> Iterator[tuple[str, int]]:
    """Yield where links lead, each with its line counted from 0."""
    for block in tokens:
        line = block.map[0] if block.map else 0
        for token in block.children or ():
            if token.type == "softbreak":
                line += 1
            target = token.attrs.get("href" if token.type == "link_open" else "src")
            if isinstance(target, str) and target:
                yield target, line


def _located(target: str, line: int, lines: list[str]) -> Link:
    text = lines[line] if line < len(lines) else ""
    column = max(text.find(target), 0) + 1
    return Link(target=target, position=Position(line=line + 1, column=column), line_text=text)


def _anchors(tokens: list[Token]) -> Iterator[str]:
    """Yield the anchors of headings, as GitHub makes them.

    https://docs.github.com/en/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#section-links
    """
    seen: Counter[str] = Counter()
    for before, token in pairwise(tokens):
        if before.type == "heading_open":
            said = "".join(each.content for each in token.children or ())
            anchor = _NOT_IN_ANCHORS.sub("", said.lower()).replace(" ", "-")
            yield f"{anchor}-{seen[anchor]}" if seen[anchor] else anchor
            seen[anchor] += 1
