"""What the documents say of the example, which goes when somebody replaces it."""

import re

import pytest

from tests.support.documents import documents, is_own, linked, missing, named
from tests.support.project import ROOT
from tests.support.viewpoints import problems_of
from tocsin.viewpoint import parse_viewpoint

each_document = pytest.mark.parametrize("document", documents("*.md", "docs/*.md", ".github/*.md"))


@each_document
def test_what_is_shown_of_the_example_is_there(document: str) -> None:
    """Every viewpoint, drill, runbook and dashboard that a page links to or names exists."""
    links = (file for file, _ in linked(document) if is_own(file))

    assert missing(links) == []
    assert missing(file for file in named(document) if is_own(file)) == []


def test_the_viewpoint_in_the_readme_is_valid() -> None:
    """The example that a new user copies can be used as it stands, and with the other stages."""
    text = (ROOT / "README.md").read_text()
    example, data, stages = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    one_stage = re.compile(r"^stages:\n(  .*\n)+", re.MULTILINE)

    viewpoint, _ = parse_viewpoint(example)
    with_more, _ = parse_viewpoint(one_stage.sub(stages.strip() + "\n", example))

    assert set(viewpoint.stages) == {"prod"}
    assert set(with_more.stages) == {"prod", "pre-prod"}
    assert problems_of(example + data) == ()


def test_the_readme_says_what_is_refused() -> None:
    """Without what carries the claim, validation says what the page says."""
    text = (ROOT / "README.md").read_text()
    example, data, _ = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    (problem,) = problems_of(example + data.replace("point_in_time_recovery: on, ", ""))

    assert f"refused: `{problem.what.partition(': ')[2]}`" in text


def test_every_document_of_the_folder_is_in_the_readme() -> None:
    """A page that nothing links to is not found."""
    readme = (ROOT / "README.md").read_text()

    assert [path.name for path in ROOT.glob("docs/*.md") if f"docs/{path.name}" not in readme] == []
