"""Each check finds the defect of its small templates, and nothing in their twins without it.

`templates/FAMILY/NAME/` has them: in a `defect…` template the check says something of exactly the
resources whose keys begin with `Defect`; in a `right…` template it says nothing, and no check says
that something is wrong; in an `unknown…` template it blames nobody, and says what is open of the
resources whose keys begin with `Unknown`. Each is a file, or a folder of templates or a `cdk.out`.
"""

from pathlib import Path

import pytest

from tests.support.project import ROOT
from tocsin.assembly import load
from tocsin.checks import CHECKS, Check, Report, Subject, check_by_id, run_checks
from tocsin.simulation import GUESSING_SEVERITY_RULES, Settings

TEMPLATES = ROOT / "tests/checks/templates"
SETTINGS = Settings(severity_rules=GUESSING_SEVERITY_RULES)


def templates(kind: str) -> list[str]:
    """Return the paths of the templates of a kind, below the folder of all."""
    return sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.glob(f"*/*/{kind}*"))


def check_of(template: str) -> Check:
    """Return the check that a template is about."""
    folder = Path(template).parent
    check = check_by_id(folder.as_posix().replace("_", "-"))
    assert check is not None, f"{folder} has the name of no check"
    return check


def report_on(template: str) -> Report:
    """Return what all checks say of a template."""
    return run_checks(Subject.of(load(TEMPLATES / template), SETTINGS))


def keys_with(template: str, beginning: str) -> set[str]:
    """Return the keys of a template's resources that begin with a word."""
    resources = load(TEMPLATES / template).resources()
    return {each.logical_id for each in resources if each.logical_id.startswith(beginning)}


@pytest.mark.parametrize("template", templates("defect"))
def test_a_defect_is_found(template: str) -> None:
    """Every defect of the template, and nothing else, under the right id."""
    check = check_of(template)
    found = [each for each in report_on(template).problems if each.kind == check.id]
    assert {str(each.where.key_path[1]) for each in found} == keys_with(template, "Defect")
    assert found


@pytest.mark.parametrize("template", templates("right"))
def test_what_is_right_is_not_blamed(template: str) -> None:
    """A false alarm is worse than silence."""
    check, report = check_of(template), report_on(template)
    said = [
        *(each for each in report.problems if each.is_error or each.kind == check.id),
        *(each for each in report.undecided if each.check == check.id),
    ]
    assert said == []


@pytest.mark.parametrize("template", templates("unknown"))
def test_what_is_not_known_is_said_and_not_blamed(template: str) -> None:
    """What a deployment decides is no defect."""
    check, report = check_of(template), report_on(template)
    assert [each for each in report.problems if each.kind == check.id] == []
    undecided = [each for each in report.undecided if each.check == check.id]
    assert {str(each.where.key_path[1]) for each in undecided} == keys_with(template, "Unknown")
    assert undecided


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_each_check_has_both_twins(check: Check) -> None:
    """A check that nobody has seen find something proves nothing."""
    folder = TEMPLATES / check.module
    assert list(folder.glob("defect*"))
    assert list(folder.glob("right*"))
