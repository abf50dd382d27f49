"""`tocsin runbooks`: what it writes, and what it says of pages that it cannot read."""

import json
from pathlib import Path

import pytest

from tests.support.command_line import run
from tests.support.viewpoints import changed
from tocsin.plan import checking
from tocsin.plan.stage_plan import plan_with_problems

PROD = 'prod: {account: "111122223333", region: eu-west-1, recovery_region: eu-central-1}'
STAGES = f"""{PROD}
  trial:
    account: "444455556666"
    region: eu-west-1
    recovery_region: eu-central-1
    retain: false
    contacts: {{ben: {{email: ben@example.com}}}}
    escalation: {{critical: [{{page: ben}}]}}"""


@pytest.fixture(autouse=True)
def _viewpoint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("viewpoint.yaml").write_text(changed((PROD, STAGES)))


@pytest.mark.parametrize(
    ("arguments", "paged"), [((), "primary"), (("-s", "prod"), "primary"), (("-s", "trial"), "ben")]
)
def test_pages_have_the_escalation_of_the_stage(arguments: tuple[str, ...], paged: str) -> None:
    """That of the stage that is named, else of the first that is kept: who reads it is paged so."""
    outcome = run("runbooks", *arguments, "--write")

    page = Path("runbooks/checkout/no-orders.md").read_text()
    assert outcome.exit_code == 0
    assert f"- At once: {paged} (" in page.partition("## Escalation")[2]


@pytest.mark.parametrize("page", ["checkout/no-orders.md", "README.md"])
def test_a_page_that_is_not_text_is_told_once(page: str) -> None:
    """The command ends with its problem, and not with a defect."""
    run("runbooks", "--write")
    (Path("runbooks") / page).write_bytes(b"\xff")

    outcome = run("runbooks")

    assert outcome.exit_code == 1
    assert f"runbooks/{page}: byte 0 is not UTF-8 [file/not-utf-8]" in outcome.output
    assert outcome.output.count("[file/not-utf-8]") == 1


def test_a_list_that_is_not_text_does_not_keep_pages_from_being_written() -> None:
    """What the list lacks is not told, as nobody knows; the pages are begun."""
    Path("runbooks").mkdir()
    Path("runbooks/README.md").write_bytes(b"\xff")

    outcome = run("runbooks", "--write")

    assert outcome.exit_code == 1
    assert "wrote runbooks/checkout/no-orders.md" in outcome.output
    assert "Add to the list" not in outcome.output


def test_a_file_is_no_folder_of_pages() -> None:
    """What is named with `--folder` in place of one is refused."""
    outcome = run("runbooks", "--folder", "viewpoint.yaml")

    assert outcome.exit_code == 2
    assert "viewpoint.yaml: it is not a folder [file/not-a-folder]" in outcome.errors


def test_each_stage_is_planned_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """To check the viewpoint and to have its plans is one reading."""
    planned: list[object] = []

    def plan(*arguments: object, **settings: object) -> object:
        planned.append(arguments[1])
        return plan_with_problems(*arguments, **settings)  # type: ignore[arg-type]

    monkeypatch.setattr(checking, "plan_with_problems", plan)
    run("runbooks")

    assert planned == ["prod", "trial"]


def test_a_stage_that_there_is_not_is_refused() -> None:
    """As by every command."""
    outcome = run("runbooks", "--stage", "tiral")

    assert outcome.exit_code == 2
    assert "did you mean 'trial'?" in outcome.errors


def test_pages_for_lost_data_follow_the_viewpoint() -> None:
    """What a command names is that of today; one that is not is told, and written anew."""
    run("runbooks", "--write")
    viewpoint = Path("viewpoint.yaml")
    viewpoint.write_text(viewpoint.read_text().replace("table: shop-orders", "table: orders"))

    told = run("runbooks")
    assert told.exit_code == 1
    assert "not as the viewpoint is now; --write writes them" in told.output
    assert "backups/prod/region-failover.md" in told.output
    assert json.loads(run("runbooks", "--json").output)["outdated"] == [
        "backups/prod/failed-backup.md",
        "backups/prod/point-in-time-restore.md",
        "backups/prod/region-failover.md",
    ]
    assert run("runbooks", "--write").exit_code == 0
    assert "table/orders" in Path("runbooks/backups/prod/failed-backup.md").read_text()
    assert not Path("runbooks/backups/trial").exists()
