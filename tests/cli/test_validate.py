"""`tocsin validate`."""

import json
from pathlib import Path

from tests.support.command_line import SHOP, run


def test_the_shop_is_valid() -> None:
    """A valid viewpoint gives exit 0 and names its stages."""
    outcome = run("validate", SHOP)

    assert outcome.exit_code == 0
    assert "local, staging, prod" in outcome.output


def test_problems_are_counted_and_exit_with_2(tmp_path: Path) -> None:
    """Every problem has file, line and column, and the exit code says wrong input."""
    broken = tmp_path / "viewpoint.yaml"
    broken.write_text(
        SHOP.read_text().replace("owner: web", "ownr: web").replace("page: inbox", "page: inbx")
    )

    outcome = run("validate", broken)

    assert outcome.exit_code == 2
    lines = outcome.errors.splitlines()
    places = [line for line in lines if line.startswith(f"{broken}:")]
    assert lines[-1] == f"{len(places)} problems"
    assert any("did you mean 'owner'?" in line for line in lines)
    assert any("did you mean 'inbox'?" in line for line in lines)


def test_problems_of_the_plan_have_their_place_too(tmp_path: Path) -> None:
    """What only the catalogue can tell is reported at its line, once for all stages."""
    broken = tmp_path / "viewpoint.yaml"
    broken.write_text(SHOP.read_text().replace("type: sqs_queue", "type: sqs_que"))

    outcome = run("validate", broken)

    assert outcome.exit_code == 2
    assert outcome.errors.count("did you mean 'sqs_queue'?") == SHOP.read_text().count("sqs_queue")


def test_problems_as_json(tmp_path: Path) -> None:
    """With --json a machine can read what is wrong and where."""
    broken = tmp_path / "viewpoint.yaml"
    broken.write_text(SHOP.read_text().replace("owner: web", "ownr: web"))

    outcome = run("validate", broken, "--json")

    problems = json.loads(outcome.output)["problems"]
    assert outcome.exit_code == 2
    assert {"services.storefront.ownr", "services.storefront.owner"} == {
        problem["subject"] for problem in problems
    }
    assert all(problem["line"] and problem["column"] for problem in problems)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """A file that does not exist is wrong input, not a traceback."""
    outcome = run("validate", tmp_path / "nothing.yaml")

    assert outcome.exit_code == 2
    assert "nothing.yaml" in outcome.errors
