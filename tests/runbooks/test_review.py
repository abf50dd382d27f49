"""What a folder of runbooks lacks."""

import re
from pathlib import Path

import pytest

from tests.support.project import ROOT
from tests.support.viewpoints import SMALL, changed
from tocsin.catalogue import read_resource_type
from tocsin.plan import make_plan
from tocsin.plan.stage_plan import plan_with_problems
from tocsin.runbooks import RunbookReview, list_lines, page_text, review_runbooks
from tocsin.viewpoint import parse_viewpoint

DOCUMENT = ROOT / "docs" / "own-resource-types.md"
GITHUB = "https://github.com/example/shop/blob/main"


def _review(folder: Path, text: str = SMALL) -> RunbookReview:
    viewpoint, _ = parse_viewpoint(text)
    return review_runbooks(folder, viewpoint, [make_plan(viewpoint, "prod")])


def _write(folder: Path, *paths: str, draft: bool = False) -> None:
    review = _review(folder)
    viewpoint, _ = parse_viewpoint(SMALL)
    for page in review.needed:
        if not paths or page.path in paths:
            text = page_text(page, viewpoint, review.needed)
            (folder / page.path).parent.mkdir(parents=True, exist_ok=True)
            (folder / page.path).write_text(text if draft else text.replace("<!-- DRAFT", "<!-- "))


def test_without_a_folder_everything_is_missing(tmp_path: Path) -> None:
    """Alarms of services, of resources, of paging and of backups each need a page."""
    review = _review(tmp_path / "none")

    assert review.missing == review.needed
    folders = {page.folder for page in review.missing}
    assert {"checkout", "dynamodb-table", "paging", "backup-vault"} <= folders


def test_pages_that_are_there_are_not_missing(tmp_path: Path) -> None:
    """Whatever stands in them."""
    _write(tmp_path)

    review = _review(tmp_path)

    assert (review.missing, review.drafts, review.unused, review.problems) == ((), (), (), ())


def test_case_of_a_name_counts(tmp_path: Path) -> None:
    """What people are sent to is spelled as the alarm has it."""
    _write(tmp_path)
    (tmp_path / "checkout" / "no-orders.md").rename(tmp_path / "checkout" / "No-Orders.md")

    assert [page.path for page in _review(tmp_path).missing] == ["checkout/no-orders.md"]


def test_drafts_are_those_with_the_line(tmp_path: Path) -> None:
    """Whoever completes a page removes it."""
    _write(tmp_path)
    _write(tmp_path, "checkout/no-orders.md", draft=True)

    assert _review(tmp_path).drafts == ("checkout/no-orders.md",)


def test_pages_of_no_alarm_are_told(tmp_path: Path) -> None:
    """A list beside the folders is no such page."""
    _write(tmp_path)
    (tmp_path / "README.md").write_text("# Runbooks\n")
    (tmp_path / "checkout" / "old.md").write_text("# Old\n")

    assert _review(tmp_path).unused == ("checkout/old.md",)


@pytest.mark.parametrize(
    ("address", "is_right"),
    [
        (f"{GITHUB}/runbooks", True),
        (f"{GITHUB}/docs/runbooks", True),
        (f"{GITHUB}/pages", False),
        ("https://gitlab.com/example/shop/-/blob/main/runbooks", True),
        ("https://gitlab.com/example/shop/-/blob/main/ops", False),
        ("https://bitbucket.org/example/shop/src/main/ops", False),
        ("https://wiki.example.com/ops", True),
    ],
)
def test_address_leads_to_the_folder(
    tmp_path: Path,
    address: str,
    is_right: bool,  # noqa: FBT001 - pytest passes a parametrized argument by name
) -> None:
    """In a repository the address ends with the folder; elsewhere nobody can say."""
    folder = tmp_path / "runbooks"
    text = changed(("https://example.com/runbooks", address))

    kinds = [problem.kind for problem in _review(folder, text).problems]

    assert kinds == ([] if is_right else ["runbooks/other-address"])


@pytest.mark.parametrize("page", ["checkout/no-orders.md", "README.md"])
def test_a_page_that_is_not_text_is_a_problem_of_its_own(tmp_path: Path, page: str) -> None:
    """It is there, and nobody can read it; the others are looked at all the same."""
    _write(tmp_path)
    (tmp_path / page).write_bytes(b"# Orders\n\n\xff\n")
    (tmp_path / "dynamodb-table" / "read-throttles.md").write_text("[x](none.md)\n")

    review = _review(tmp_path)

    assert (review.missing, review.drafts, review.unused) == ((), (), ())
    assert {(problem.kind, problem.where.source) for problem in review.problems} == {
        ("file/not-utf-8", str(tmp_path / page)),
        ("runbooks/broken-link", str(tmp_path / "dynamodb-table" / "read-throttles.md")),
    }


def test_list_lacks_lines(tmp_path: Path) -> None:
    """Each page under what it is about, as in the list of the example."""
    needed = [page for page in _review(tmp_path).needed if page.folder != "paging"]

    lines = list_lines(needed, "- [x](checkout/no-orders.md)")

    assert (
        "- [Amazon DynamoDB table: Reads are throttled](dynamodb-table/read-throttles.md)" in lines
    )
    assert not any("no-orders" in line for line in lines)


def test_types_of_ones_own_have_their_commands(tmp_path: Path) -> None:
    """What a file of the viewpoint's own says to look at stands in the page that is begun."""
    text = (DOCUMENT.read_text()).partition("`catalogue/batch_worker.yaml`")[2]
    written = re.search(r"```yaml\n(.*?)```", text, re.DOTALL)
    assert written is not None
    look = 'diagnosis: [{ask: "Does it run?", commands: [aws ecs list-tasks --cluster WORKER]}]\n'
    kind = read_resource_type(written[1] + look, "batch_worker.yaml")
    worker = "{type: batch_worker, worker: invoices}"
    small = SMALL.partition("data_protection:")[0]
    viewpoint, _ = parse_viewpoint(
        changed(("{type: dynamodb_table, table: shop-orders}", worker), text=small)
    )
    plan, _ = plan_with_problems(viewpoint, "prod", own_types={kind.name: kind})
    assert plan is not None

    review = review_runbooks(tmp_path, viewpoint, [plan], own_types={kind.name: kind})

    (page,) = [each for each in review.missing if each.folder == "batch-worker"]
    begun = page_text(page, viewpoint, review.needed)
    assert "aws ecs list-tasks --cluster WORKER" in begun
    assert "Name=Worker,Value=WORKER" in begun
    assert list_lines([page], "") == (
        f"- [{kind.title}: The backlog grows](batch-worker/backlog-grows.md)",
    )
