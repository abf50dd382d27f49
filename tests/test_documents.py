"""What the documents of the product say about the repository."""

import json
import re

import pytest

from tests.support.architecture import PAGE, with_generated
from tests.support.documents import MISTAKES, documents, is_own, linked, missing, named
from tests.support.project import ROOT

DOCUMENTS = [name for name in documents("*.md", "docs/*.md", ".github/*.md") if name != "README.md"]

each_document = pytest.mark.parametrize("document", DOCUMENTS)


@each_document
def test_links_lead_somewhere(document: str) -> None:
    """Every link to a file of the product finds it."""
    assert missing(file for file, _ in linked(document) if not is_own(file)) == []


@each_document
def test_files_exist(document: str) -> None:
    """Every file of the product that a document names is there."""
    assert missing(file for file in named(document) if not is_own(file)) == []


@each_document
@pytest.mark.parametrize("what", MISTAKES)
def test_nothing_is_said_wrongly(document: str, what: str) -> None:
    """What a document says of headings, code, targets of make and commands is so."""
    assert MISTAKES[what](document) == []


def test_the_pinned_command_line_reads_the_pinned_library() -> None:
    """The CDK command line is not the stale build that npm calls the latest."""
    pinned = json.loads((ROOT / "package.json").read_text())["devDependencies"]["aws-cdk"]

    assert re.fullmatch(r"2\.[0-9]+\.[0-9]+", pinned)
    assert pinned in (ROOT / "package-lock.json").read_text()


def test_the_architecture_page_is_current() -> None:
    """Picture, table and journeys are those of the code, as `make architecture` writes them."""
    page = PAGE.read_text()

    assert page == with_generated(page)


def test_the_glossary_explains_each_word_once() -> None:
    """Two meanings of one word would be one too many."""
    rows = re.findall(r"^\| (.+?) \|", (ROOT / "docs" / "glossary.md").read_text(), re.MULTILINE)
    words = [word for row in rows if row != "Word" for word in row.split(", ")]

    assert sorted(words) == sorted(set(words))
