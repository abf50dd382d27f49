"""What documents say about the repository, and whether it is so."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from pkgutil import resolve_name

from tests.support.own_files import OWN
from tests.support.project import ROOT
from tocsin.cli.commands import COMMANDS

_OF_THE_EXAMPLE = (
    ".github/workflows/adoption.yml",
    "tests/example",
    "tests/systems",
    "tests/test_adoption.py",
)
"""What goes with the example, as docs/adopt.md says."""

_LINK = re.compile(r"\]\((?!https?://)([^)#\s]*)(?:#([^)\s]+))?\)")
_CODE = re.compile(r"`([^`\n]+)`")
_PATH = re.compile(r"\.?[\w-]+(?:/[\w.-]+)+/?|[A-Za-z][\w-]*\.(?:py|md|toml)")
_NAME = re.compile(r"(?:tocsin|local|constructs|stacks)(?:\.\w+)+")
_PLACES = tuple(path.name for path in ROOT.iterdir() if path.name != "cdk.out")
_NOT_HERE = ("tocsin.yaml",)
"""What a user may have, and the project has not."""


def documents(*patterns: str) -> list[str]:
    """Return the pages that match, sorted, as paths below the root."""
    found = {path for pattern in patterns for path in ROOT.glob(pattern)}
    return sorted(path.relative_to(ROOT).as_posix() for path in found)


def is_own(path: Path) -> bool:
    """Whether a file of the repository belongs to the system at the root, or to the example."""
    return any(path.resolve().is_relative_to(ROOT / name) for name in (*OWN, *_OF_THE_EXAMPLE))


def linked(document: str) -> Iterator[tuple[Path, str]]:
    """Yield the files that a document links to, and the heading in them, if it names one."""
    page = ROOT / document
    for file, anchor in _LINK.findall(page.read_text()):
        yield (page.parent / file if file else page), anchor


def named(document: str) -> Iterator[Path]:
    """Yield the files of the repository that a document names."""
    for code in _codes(document):
        if _PATH.fullmatch(code) and (code.partition("/")[0] in _PLACES or "/" not in code):
            yield ROOT / code


def missing(paths: Iterator[Path]) -> list[str]:
    """Return which of *paths* do not exist."""
    return sorted({path.relative_to(ROOT).as_posix() for path in paths if not path.exists()})


def _lost_headings(document: str) -> list[str]:
    may_read_own = is_own(ROOT / document)
    return [
        f"{file.name}#{anchor}"
        for file, anchor in linked(document)
        if anchor and file.suffix == ".md" and (may_read_own or not is_own(file))
        if file.exists() and anchor not in _anchors(file)
    ]


def _anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading).lower().replace(" ", "-") for heading in headings}


def _unknown_names(document: str) -> list[str]:
    names = {code for code in _codes(document) if _NAME.fullmatch(code)}
    return [name for name in sorted(names - set(_NOT_HERE)) if not _is_defined(name)]


def _is_defined(name: str) -> bool:
    try:
        resolve_name(name)
    except (ImportError, AttributeError):
        return False
    return True


def _unknown_targets(document: str) -> list[str]:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    return sorted(set(re.findall(r"(?:`|\$ )make ([a-z-]+)", _text(document))) - targets)


def _unknown_commands(document: str) -> list[str]:
    commands = set(re.findall(r"(?:`|/bin/|\$ )tocsin ([a-z][a-z-]*)", _text(document)))
    return sorted(commands - set(COMMANDS))


def _codes(document: str) -> list[str]:
    return _CODE.findall(_text(document))


def _text(document: str) -> str:
    return (ROOT / document).read_text()


MISTAKES: Mapping[str, Callable[[str], list[str]]] = {
    "headings": _lost_headings,
    "names of the code": _unknown_names,
    "targets of make": _unknown_targets,
    "commands of tocsin": _unknown_commands,
}
"""What a page can say wrongly, and what finds it."""
