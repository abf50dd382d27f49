"""`tocsin dashboards`."""

from pathlib import Path

from tests.support.command_line import ROOT, SHOP, run


def test_the_committed_dashboards_are_current(tmp_path: Path) -> None:
    """A pull request shows what changes on the dashboards; `make dashboards` writes them anew."""
    outcome = run("dashboards", SHOP, "--stage", "prod", "--output", tmp_path)

    assert outcome.exit_code == 0
    committed = {path.name: path.read_text() for path in (ROOT / "dashboards").iterdir()}
    assert committed == {path.name: path.read_text() for path in tmp_path.iterdir()}


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """The error says which path, and what to do."""
    obstacle = tmp_path / "file"
    obstacle.write_text("")

    outcome = run("dashboards", SHOP, "--stage", "prod", "--output", obstacle / "below")

    assert outcome.exit_code == 2
    assert "--output" in outcome.errors
