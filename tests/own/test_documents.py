import pytest

from tests.support.documents import MISTAKES, documents, linked, missing, named

each_document = pytest.mark.parametrize("document", documents("README.md", "runbooks/**/*.md"))


@each_document
def test_links_lead_somewhere(document: str) -> None:
    """Every link to a file of the repository finds it."""
    assert missing(file for file, _ in linked(document)) == []


@each_document
def test_files_exist(document: str) -> None:
    """Every file of the repository that a document names is there."""
    assert missing(named(document)) == []


@each_document
@pytest.mark.parametrize("what", MISTAKES)
def test_nothing_is_said_wrongly(document: str, what: str) -> None:
    """What a document says of headings, code, targets of make and commands is so."""
    assert MISTAKES[what](document) == []
