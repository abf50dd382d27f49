"""What the documents say about the repository."""

import json
import re
from pathlib import Path

import pytest

from tests.support.command_line import ROOT
from tocsin.cli.commands import COMMANDS
from tocsin.viewpoint import parse_viewpoint

DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "runbooks" / "README.md"])
LINK = re.compile(r"\]\((?!https?://|#)([^)#\s]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(document: Path) -> None:
    """Every link to a file of the repository finds it."""
    targets = LINK.findall(document.read_text())

    assert [target for target in targets if not (document.parent / target).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_make_targets_exist(document: Path) -> None:
    """Every `make` command that a document names is a target of the Makefile."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"(?:`|\$ )make ([a-z]+)", document.read_text()))

    assert named <= targets


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
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
