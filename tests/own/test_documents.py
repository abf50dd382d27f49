import pytest

from tests.support.documents import MISTAKES, documents, linked, missing, named

DOCUMENTS = documents("README.md", "runbooks/**/*.md")


def test_links_lead_somewhere() -> None:
    """Every link to a file of the repository finds it."""
    lost = {each: missing(file for file, _ in linked(each)) for each in DOCUMENTS}

    assert {each: files for each, files in lost.items() if files} == {}


def test_files_exist() -> None:
    """Every file of the repository that a document names is there."""
    lost = {each: missing(named(each)) for each in DOCUMENTS}

    assert {each: files for each, files in lost.items() if files} == {}


@pytest.mark.parametrize("what", MISTAKES)
def test_nothing_is_said_wrongly(what: str) -> None:
    """What a document says of headings, code, targets of make and commands is so."""
    wrong = {each: MISTAKES[what](each) for each in DOCUMENTS}

    assert {each: mistakes for each, mistakes in wrong.items() if mistakes} == {}
