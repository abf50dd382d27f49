"""Links of pages: to files, to headings, and on the network."""

from pathlib import Path

import pytest

from tocsin.runbooks.links import broken_links

PAGE = """\
# A page

## What it *means* for `users`

See [the other](other.md#a-heading), [this](#what-it-means-for-users) and [a folder](sub/).

## Twice

## Twice

<a id="here"></a>
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two pages and a folder in it."""
    (tmp_path / "page.md").write_text(PAGE)
    (tmp_path / "other.md").write_text("# Other\n\n## A heading\n")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a b.md").write_text("[back](../page.md#twice-1)\n")
    return tmp_path


def _problems(folder: Path, text: str) -> list[tuple[str, int]]:
    page = folder / "tested.md"
    page.write_text(text)
    return [
        (problem.kind, problem.where.position.line if problem.where.position else 0)
        for problem in broken_links([page])
    ]


def test_good_links_are_good(folder: Path) -> None:
    """Files beside and above, headings by the names that GitHub gives them."""
    assert list(broken_links(sorted(folder.rglob("*.md")))) == []


@pytest.mark.parametrize(
    "link",
    [
        "[x](https://example.com/none)",
        "[x](mailto:ana@example.com)",
        "[x](//example.com)",
        "[x](page.md#twice)",
        "[x](page.md#twice-1)",
        "[x](page.md#here)",
        "[x](sub/a%20b.md)",
        "[x](<sub/a b.md>)",
        "![x](page.md)",
        "`[x](none.md)`",
        "```\n[x](none.md)\n```",
        "[x]: none.md",
        "[x](sub/../page.md)",
    ],
)
def test_a_link_that_leads_somewhere_is_no_problem(folder: Path, link: str) -> None:
    """Nor one on the network, nor what only looks like a link."""
    assert _problems(folder, f"# Tested\n\n{link}\n") == []


@pytest.mark.parametrize(
    ("link", "kind"),
    [
        ("[x](none.md)", "broken-link"),
        ("[x](Page.md)", "broken-link"),
        ("[x](../none/page.md)", "broken-link"),
        ("[x](sub/page.md)", "broken-link"),
        ("![x](none.png)", "broken-link"),
        ("[x][y]\n\n[y]: none.md", "broken-link"),
        ("| a |\n|---|\n| [x](none.md) |", "broken-link"),
        ("[x](page.md#none)", "lost-heading"),
        ("[x](page.md#Twice)", "lost-heading"),
        ("[x](page.md#twice-2)", "lost-heading"),
        ("[x](#none)", "lost-heading"),
    ],
)
def test_a_link_that_leads_nowhere_is_a_problem(folder: Path, link: str, kind: str) -> None:
    """The case of letters counts, because it does where the pages are read."""
    problems = _problems(folder, f"# Tested\n\n{link}\n")

    assert [found for found, _ in problems] == [f"runbooks/{kind}"]


def test_the_line_is_told(folder: Path) -> None:
    """A paragraph may have several lines, and several links in one."""
    text = "# Tested\n\none\ntwo [x](none.md)\nthree [y](page.md) [z](gone.md)\n"

    assert _problems(folder, text) == [("runbooks/broken-link", 4), ("runbooks/broken-link", 5)]


def test_a_slash_begins_at_the_root_of_the_repository(folder: Path) -> None:
    """As GitHub has it; without a repository nobody can say where that is."""
    text = "[x](/sub/none.md)\n"
    assert _problems(folder, text) == []

    (folder / ".git").mkdir()

    assert _problems(folder, text) == [("runbooks/broken-link", 1)]
    assert _problems(folder, "[x](/page.md#twice)\n") == []


@pytest.mark.parametrize("content", [b"\xff", b"x" * 1_000_001])
def test_a_page_that_cannot_be_read_is_a_problem(folder: Path, content: bytes) -> None:
    """It is told once, and the other pages are read."""
    (folder / "other.md").write_bytes(content)

    kinds = {problem.kind for problem in broken_links([folder / "other.md", folder / "page.md"])}

    assert kinds <= {"file/not-utf-8", "file/too-large"}
    assert kinds
