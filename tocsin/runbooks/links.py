"""Checks that the links of Markdown pages lead somewhere."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from markdown_it import MarkdownIt

from tocsin.diagnostics import InvalidInputError, Location, Problem, did_you_mean, quoted
from tocsin.runbooks.markdown_page import Link, MarkdownPage, read_markdown
from tocsin.runbooks.repository import repository_root

_ON_THE_NETWORK = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_UPWARDS = (".", "..")


def broken_links(pages: Iterable[Path]) -> Iterator[Problem]:
    """Yield a problem for each link of *pages* to a file or a heading that is not there.

    Addresses on the network are not asked.
    """
    check = _LinkCheck(parser=MarkdownIt("commonmark").enable("table"))
    for path in pages:
        yield from check.problems_of(path)


@dataclass(frozen=True, slots=True, kw_only=True)
class _LinkCheck:
    """Reads each page and each folder once."""

    parser: MarkdownIt
    pages: dict[Path, MarkdownPage] = field(default_factory=dict)
    names: dict[Path, frozenset[str]] = field(default_factory=dict)

    def problems_of(self, path: Path) -> Iterator[Problem]:
        try:
            page = self._page(path)
        except InvalidInputError as error:
            yield from error.problems
            return
        for link in page.links:
            if not _ON_THE_NETWORK.match(link.target):
                yield from self._mistakes(path, link)

    def _mistakes(self, path: Path, link: Link) -> Iterator[Problem]:
        file, _, anchor = unquote(link.target).partition("#")
        # A link with a slash begins at the root of the repository, as GitHub has it.
        folder = repository_root(path) if file.startswith("/") else path.parent
        if folder is None:
            return
        target = folder / file.lstrip("/") if file else path
        if not self._is_there(folder, file.lstrip("/")):
            what = f"the link {quoted(link.target)} leads to no file"
            fix = "write the path of a file, from the folder of the page, as it is spelled there"
            yield _problem("broken-link", path, link, what, fix)
        elif anchor and target.suffix == ".md" and target.is_file():
            yield from self._lost_heading(path, link, target, anchor)

    def _lost_heading(self, path: Path, link: Link, target: Path, anchor: str) -> Iterator[Problem]:
        try:
            anchors = self._page(target).anchors
        except InvalidInputError as error:
            yield from error.problems
            return
        if anchor not in anchors:
            what = f"{target.name} has no heading {quoted(f'#{anchor}')}"
            fix = did_you_mean(anchor, sorted(anchors))
            yield _problem("lost-heading", path, link, what, fix)

    def _is_there(self, folder: Path, file: str) -> bool:
        """Tell whether a file is there by exactly this name: not all systems ignore case."""
        for part in PurePosixPath(file).parts:
            if part not in _UPWARDS and part not in self._names(folder):
                return False
            folder /= part
        return True

    def _names(self, folder: Path) -> frozenset[str]:
        if folder not in self.names:
            inside = folder.iterdir() if folder.is_dir() else ()
            self.names[folder] = frozenset(each.name for each in inside)
        return self.names[folder]

    def _page(self, path: Path) -> MarkdownPage:
        if path not in self.pages:
            self.pages[path] = read_markdown(path, self.parser)
        return self.pages[path]


def _problem(kind: str, page: Path, link: Link, what: str, fix: str) -> Problem:
    where = Location(source=str(page), position=link.position, line_text=link.line_text)
    return Problem(kind=f"runbooks/{kind}", where=where, what=what, fix=fix)
