from collections.abc import Callable
from pathlib import Path

import aws_cdk as cdk
import pytest
from aws_cdk.aws_cloudwatch_actions import SnsAction
from cdk_nag import AwsSolutionsChecks

from tests.support.cdk_apps import app, pager, paging_alarm, reported, silent_alarm, stack
from tocsin.checks import CHECKS
from tocsin_cdk import TocsinChecks


def violations(outdir: Path) -> list[tuple[str, str]]:
    """Return the rules that are violated, each with the path of a construct that does."""
    return [
        (violation["ruleName"], construct["constructPath"])
        for violation in reported(outdir).get("violations", [])
        for construct in violation["violatingConstructs"]
    ]


def test_an_alarm_that_cannot_page_stops_the_synthesis(tmp_path: Path) -> None:
    """`app.synth()` raises, with what the CDK says of it, after all templates are written."""
    made = app(tmp_path)
    silent_alarm(stack(made))

    with pytest.raises(RuntimeError, match=r"Acknowledge with 'Tocsin::alarm/no-action'"):
        made.synth()

    assert (tmp_path / "Shop.template.json").exists()
    assert violations(tmp_path) == [("alarm/no-action", "Shop/Errors/Resource")]


def test_an_alarm_that_pages_does_not(tmp_path: Path) -> None:
    """Where nothing is wrong, nothing is reported."""
    made = app(tmp_path)
    paging_alarm(stack(made))

    made.synth()

    assert reported(tmp_path) == {}


def test_a_violation_says_what_where_why_and_what_to_do(tmp_path: Path) -> None:
    """All that the CDK has a field for."""
    made = app(tmp_path)
    silent_alarm(stack(made))

    with pytest.raises(RuntimeError):
        made.synth()

    report = reported(tmp_path)
    (violation,) = report["violations"]
    (construct,) = violation["violatingConstructs"]
    assert report["conclusion"] == "failure"
    assert "has no action" in violation["description"]
    assert "AlarmActions" in violation["suggestedFix"]
    assert violation["suggestedFix"].endswith("\ntocsin check --explain alarm/no-action")
    assert violation["severity"] == "error"
    metadata = violation["ruleMetadata"]
    assert metadata["documentation"] == "tocsin check --explain alarm/no-action"
    assert metadata["sources"].startswith("https://docs.aws.amazon.com/")
    assert construct["cloudFormationResource"]["templatePath"] == "Shop.template.json"
    assert construct["cloudFormationResource"]["logicalId"].startswith("Errors")


def _nested(made: cdk.App) -> cdk.Stack:
    return cdk.NestedStack(stack(made), "Inner")


def _staged(made: cdk.App) -> cdk.Stack:
    return stack(cdk.Stage(made, "Prod"))


@pytest.mark.parametrize(
    ("place", "path", "template"),
    [
        (_nested, "Shop/Inner/Errors/Resource", "ShopInner*.nested.template.json"),
        (_staged, "Prod/Shop/Errors/Resource", "assembly-Prod/ProdShop*.template.json"),
    ],
)
def test_alarms_of_nested_stacks_and_stages_are_checked(
    place: Callable[[cdk.App], cdk.Stack], path: str, template: str, tmp_path: Path
) -> None:
    """Each is reported with its construct and its own template."""
    made = app(tmp_path)
    silent_alarm(place(made))

    with pytest.raises(RuntimeError):
        made.synth()

    (violation,) = reported(tmp_path)["violations"]
    (construct,) = violation["violatingConstructs"]
    assert construct["constructPath"] == path
    assert Path(construct["cloudFormationResource"]["templatePath"]).match(template)


def test_what_the_alarm_of_one_stack_has_of_another_is_known(tmp_path: Path) -> None:
    """All templates are read together: this one alone would not say what its action is."""
    made = app(tmp_path)
    alerting, shop = stack(made, "Alerting"), stack(made)
    silent_alarm(shop).add_alarm_action(SnsAction(pager(alerting)))

    made.synth()
    assert reported(tmp_path) == {}


def test_a_plugin_of_a_stage_speaks_of_that_stage(tmp_path: Path) -> None:
    """What is wrong elsewhere in the app is not its business."""
    made = cdk.App(outdir=str(tmp_path), builtin_cloud_formation_validation=False)
    production = cdk.Stage(made, "Prod")
    silent_alarm(stack(made))
    silent_alarm(stack(production))
    cdk.Validations.of(production).add_plugins(TocsinChecks())

    with pytest.raises(RuntimeError):
        made.synth()

    assert violations(tmp_path) == [("alarm/no-action", "Prod/Shop/Errors/Resource")]


def test_an_acknowledged_alarm_does_not_stop_the_synthesis(tmp_path: Path) -> None:
    """The CDK's own way to say that something is right; the report keeps the reason."""
    made = app(tmp_path)
    alarm = silent_alarm(stack(made))
    acknowledgment = cdk.Acknowledgment(id="Tocsin::alarm/no-action", reason="a graph reads it")
    cdk.Validations.of(alarm).acknowledge(acknowledgment)

    made.synth()

    report = reported(tmp_path)
    assert report["violations"] == []
    assert [each["reason"] for each in report["suppressedViolations"]] == ["a graph reads it"]


def test_it_works_beside_other_plugins(tmp_path: Path) -> None:
    """What cdk-nag finds is reported beside it, each under its own name."""
    made = app(tmp_path)
    shop = stack(made)
    silent_alarm(shop)
    cdk.aws_sqs.Queue(shop, "Queue")
    cdk.Validations.of(made).add_plugins(AwsSolutionsChecks(made))

    with pytest.raises(RuntimeError, match=r"Tocsin::alarm/no-action"):
        made.synth()

    assert violations(tmp_path) == [("alarm/no-action", "Shop/Errors/Resource")]
    assert reported(tmp_path, "AwsSolutions")["violations"]


def test_the_assembly_is_left_as_it_is(tmp_path: Path) -> None:
    """An app may ask the CDK to make sure of that."""
    made = cdk.App(
        outdir=str(tmp_path),
        builtin_cloud_formation_validation=False,
        confirm_validation_plugins_do_not_mutate=True,
    )
    cdk.Validations.of(made).add_plugins(TocsinChecks())
    paging_alarm(stack(made))

    made.synth()

    assert reported(tmp_path) == {}


def test_the_plugin_says_which_rules_it_has() -> None:
    """By the ids of all checks, and of what is wrong with waivers."""
    assert {check.id for check in CHECKS} < set(TocsinChecks().rule_ids)
