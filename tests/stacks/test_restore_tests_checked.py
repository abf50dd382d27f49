"""The checks of restore tests read those that the stacks have."""

import json
from pathlib import Path

import pytest

from tests.support.synthesis import Json, templates_in
from tocsin.assembly import load
from tocsin.checks import Subject, check_by_id, run_checks


def _named(check: str, path: Path) -> list[str]:
    found = check_by_id(check)
    assert found is not None
    return [each.what for each in run_checks(Subject.of(load(path)), [found]).problems]


@pytest.mark.parametrize(
    "check",
    ["backup/restore-test-missing", "backup/restore-test-refused", "backup/validator-missing"],
)
def test_nothing_is_found_about_ours(check: str, assemblies: dict[str, Path]) -> None:
    """What has objectives and backups is restored, and what is restored is looked at."""
    assert _named(check, assemblies["prod"]) == []


def _without(template: Json, type_: str, folder: Path) -> Path:
    kept = {name: each for name, each in template["Resources"].items() if each["Type"] != type_}
    path = folder / "template.json"
    path.write_text(json.dumps({**template, "Resources": kept}))
    return path


def test_without_selections_each_store_is_named(
    assemblies: dict[str, Path], tmp_path: Path
) -> None:
    """So that the check above is of something."""
    template = templates_in(assemblies["prod"])["shop-prod-backup"]
    path = _without(template, "AWS::Backup::RestoreTestingSelection", tmp_path)

    found = _named("backup/restore-test-missing", path)
    assert "no restore test restores a recovery point of orders" in found


def test_without_rules_nobody_looks(assemblies: dict[str, Path], tmp_path: Path) -> None:
    """In the recovery Region as well."""
    template = templates_in(assemblies["prod"])["shop-prod-recovery"]
    path = _without(template, "AWS::Events::Rule", tmp_path)

    assert len(_named("backup/validator-missing", path)) == 1
