"""What a review says of a whole system when some things of it are others."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.support.renotation import renotated
from tocsin.assembly import Assembly, load
from tocsin.review import review

Json = dict[str, Any]
Edit = Callable[[Json], object]


def _first(resources: Json, kind: str) -> str:
    return next(key for key, each in resources.items() if each["Type"] == f"AWS::{kind}")


def without(kind: str) -> Edit:
    """Return an edit that removes the first resource of a type."""
    return lambda resources: resources.pop(_first(resources, kind))


def setting(kind: str, name: str, value: object) -> Edit:
    """Return an edit of a property of the first resource of a type."""

    def edit(resources: Json) -> None:
        resources[_first(resources, kind)]["Properties"][name] = value

    return edit


def without_copies(resources: Json) -> None:
    """Let no plan copy what it backs up."""
    for each in resources.values():
        if each["Type"] == "AWS::Backup::BackupPlan":
            for rule in each["Properties"]["BackupPlan"]["BackupPlanRule"]:
                rule.pop("CopyActions", None)


EDITS: dict[str, tuple[Edit, str]] = {
    "monitoring-checkout": (setting("CloudWatch::Alarm", "AlarmActions", []), "alarm/no-action"),
    "monitoring-storefront": (without("CloudWatch::Alarm"), "alarm/removed"),
    "monitoring-backups": (setting("CloudWatch::Alarm", "AlarmName", "late"), "alarm/renamed"),
    "alerting": (without("SNS::Subscription"), "topic/subscription-removed"),
    "backup": (without_copies, "backup/copy-removed"),
    "recovery": (setting("Backup::BackupVault", "LockConfiguration", None), "backup/lock-weaker"),
    "logging": (without("Logs::MetricFilter"), "log/metric-removed"),
    "dashboard": (without("CloudWatch::Dashboard"), "dashboard/removed"),
    "events": (without("Events::Rule"), "event/removed"),
    "tracing": (without("XRay::SamplingRule"), "tracing/rule-removed"),
    "chat": (without("IAM::ManagedPolicy"), "permission/narrower"),
}
"""What is edited in the template of a stack, and what is said of it."""


@pytest.fixture(scope="module")
def base(assemblies: dict[str, Path]) -> Assembly:
    """The assembly of a stage with every part."""
    return load(assemblies["prod"])


def _edited(base: Assembly, folder: Path, edits: dict[str, Callable[[Json], Json]]) -> Assembly:
    """Return a copy of an assembly with other templates."""
    head = folder / "head"
    shutil.copytree(base.path, head, ignore=shutil.ignore_patterns("asset.*"))
    for stack, edit in edits.items():
        path = head / f"shop-prod-{stack}.template.json"
        path.write_text(json.dumps(edit(json.loads(path.read_text()))))
    return load(head)


def _editing(edit: Edit) -> Callable[[Json], Json]:
    def edited(template: Json) -> Json:
        edit(template["Resources"])
        return template

    return edited


def test_each_edit_of_a_whole_system_is_said(base: Assembly, tmp_path: Path) -> None:
    """Of one edit in each of many stacks, each is found, and stands with its stack."""
    edits = {stack: _editing(edit) for stack, (edit, _) in EDITS.items()}
    found = review(base, _edited(base, tmp_path, edits))
    kinds = {(each.stack, each.kind) for each in found.changes}
    assert {(f"shop-prod-{stack}", kind) for stack, (_, kind) in EDITS.items()} - kinds == set()


def test_alarms_that_nothing_concerns_are_left_aside(base: Assembly, tmp_path: Path) -> None:
    """An edit of an alarm is said the same whether the others are looked at or not."""
    edit = _editing(setting("CloudWatch::Alarm", "AlarmActions", []))
    head = _edited(base, tmp_path, {"monitoring-checkout": edit})
    found = review(base, head)
    assert found == review(base, head, hides_unaffected=False)
    assert found.changes


def test_another_notation_of_a_whole_system_is_no_change(base: Assembly, tmp_path: Path) -> None:
    """However all templates of a system are written, nothing is said."""
    names = [path.name.removesuffix(".template.json") for path in base.path.glob("*.template.json")]
    chance = Random(7)  # noqa: S311 - chance, and no secret
    edits = {
        name.removeprefix("shop-prod-"): lambda template: renotated(template, chance)
        for name in names
    }
    assert review(base, _edited(base, tmp_path, edits)).changes == ()
