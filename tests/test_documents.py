"""What the documents say about the repository."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from pkgutil import resolve_name

import pytest

from tests.support.architecture import PAGE, with_generated
from tests.support.command_line import ROOT
from tocsin.cli.commands import COMMANDS
from tocsin.viewpoint import parse_viewpoint

DOCUMENTS = sorted(
    path
    for folder in ("*", "docs/*", "runbooks/**/*", ".github/*")
    for path in ROOT.glob(f"{folder}.md")
)
LINK = re.compile(r"\]\((?!https?://)([^)#\s]*)(?:#([^)\s]+))?\)")
CODE = re.compile(r"`([^`\n]+)`")
PATH = re.compile(r"\.?[\w-]+(?:/[\w.-]+)+/?|[A-Za-z][\w-]*\.(?:py|md|toml)")
NAME = re.compile(r"(?:tocsin|local|constructs|stacks)(?:\.\w+)+")
PLACES = tuple(path.name for path in ROOT.iterdir() if path.name != "cdk.out")
NOT_HERE = ("tocsin.yaml",)
"""What a user may have, and the project has not."""


def _each_document(test: Callable[[Path], None]) -> Callable[[Path], None]:
    names = [path.relative_to(ROOT).as_posix() for path in DOCUMENTS]
    return pytest.mark.parametrize("document", DOCUMENTS, ids=names)(test)


def _anchors(document: Path) -> set[str]:
    """Return the anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", document.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading).lower().replace(" ", "-") for heading in headings}


@_each_document
def test_links_lead_somewhere(document: Path) -> None:
    """Every link to a file of the repository finds it, and the heading in it."""
    links = [
        (document.parent / file if file else document, anchor)
        for file, anchor in LINK.findall(document.read_text())
    ]

    missing = [file for file, anchor in links if not file.exists()]
    lost = [
        (file.name, anchor)
        for file, anchor in links
        if anchor and file.suffix == ".md" and file.exists() and anchor not in _anchors(file)
    ]

    assert missing == []
    assert lost == []


@_each_document
def test_files_exist(document: Path) -> None:
    """Every file of the repository that a document names is there."""
    named = {
        code
        for code in CODE.findall(document.read_text())
        if PATH.fullmatch(code) and (code.partition("/")[0] in PLACES or "/" not in code)
    }

    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


@_each_document
def test_names_of_the_code_exist(document: Path) -> None:
    """Every module, class and function that a document names by its place is there."""
    named = {code for code in CODE.findall(document.read_text()) if NAME.fullmatch(code)}

    assert [name for name in sorted(named - set(NOT_HERE)) if not _is_defined(name)] == []


def _is_defined(name: str) -> bool:
    try:
        resolve_name(name)
    except (ImportError, AttributeError):
        return False
    return True


@_each_document
def test_make_targets_exist(document: Path) -> None:
    """Every `make` command that a document names is a target of the Makefile."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"(?:`|\$ )make ([a-z]+)", document.read_text()))

    assert named <= targets


@_each_document
def test_commands_exist(document: Path) -> None:
    """Every `tocsin` command that a document names exists."""
    named = set(re.findall(r"(?:`|/bin/|\$ )tocsin ([a-z]+)", document.read_text()))

    assert named <= set(COMMANDS)


def test_the_viewpoint_in_the_readme_is_valid() -> None:
    """The example that a new user copies can be used as it stands."""
    (example,) = re.findall(r"```yaml\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)

    viewpoint, _ = parse_viewpoint(example)

    assert set(viewpoint.stages) == {"prod"}


def test_the_pinned_command_line_reads_the_pinned_library() -> None:
    """The CDK command line is not the stale build that npm calls the latest."""
    pinned = json.loads((ROOT / "package.json").read_text())["devDependencies"]["aws-cdk"]

    assert re.fullmatch(r"2\.[0-9]+\.[0-9]+", pinned)
    assert pinned in (ROOT / "package-lock.json").read_text()


def test_every_document_of_the_folder_is_in_the_readme() -> None:
    """A page that nothing links to is not found."""
    readme = (ROOT / "README.md").read_text()

    assert [path.name for path in ROOT.glob("docs/*.md") if f"docs/{path.name}" not in readme] == []


def test_the_architecture_page_is_current() -> None:
    """Picture, table and journeys are those of the code, as `make architecture` writes them."""
    page = PAGE.read_text()

    assert page == with_generated(page)


def test_the_glossary_explains_each_word_once() -> None:
    """Two meanings of one word would be one too many."""
    rows = re.findall(r"^\| (.+?) \|", (ROOT / "docs" / "glossary.md").read_text(), re.MULTILINE)
    words = [word for row in rows if row != "Word" for word in row.split(", ")]

    assert sorted(words) == sorted(set(words))
