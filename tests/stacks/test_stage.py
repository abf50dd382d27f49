"""What holds for the stacks of every stage together."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.support.synthesis import artifacts_in, templates_in
from tests.support.viewpoints import STAGES

HOME = "eu-west-1"
ELSEWHERE = {
    "alerting-eu-central-1": "eu-central-1",
    "alerting-us-east-1": "us-east-1",
    "events-us-east-1": "us-east-1",
    "monitoring-backups-eu-central-1": "eu-central-1",
    "monitoring-paging-eu-central-1": "eu-central-1",
    "monitoring-paging-us-east-1": "us-east-1",
    "monitoring-storefront-us-east-1": "us-east-1",
    "pulse-eu-central-1": "eu-central-1",
    "recovery": "eu-central-1",
}
"""The recovery Region, and the one of CloudFront's metrics and of sign-ins of the root user."""
STACKS = (
    "alerting",
    "backup",
    "chat",
    "dashboard",
    "events",
    "logging",
    *(f"monitoring-{service}" for service in ("backups", "checkout", "paging", "storefront")),
    *ELSEWHERE,
    "tracing",
)
NAMES = {
    "AliasName",
    "AlarmName",
    "BackupPlanName",
    "BackupVaultName",
    "ConfigurationName",
    "DashboardName",
    "FilterName",
    "GroupName",
    "LogGroupName",
    "QueueName",
    "RoleName",
    "SelectionName",
    "TopicName",
}

every_stage = pytest.mark.parametrize("stage", STAGES)


@every_stage
def test_stacks(stage: str, assemblies: dict[str, Path]) -> None:
    """A stage has these stacks, named by system, stage and content."""
    assert sorted(templates_in(assemblies[stage])) == sorted(
        f"shop-{stage}-{name}" for name in _stacks(stage)
    )


def _stacks(stage: str) -> list[str]:
    return [name for name in STACKS if stage != "local" or name != "chat"]


@every_stage
def test_stacks_say_what_they_are(stage: str, assemblies: dict[str, Path]) -> None:
    """Each stack is described, tagged, and in an explicit account and region."""
    account = "000000000000" if stage == "local" else "111122223333"
    templates = templates_in(assemblies[stage])
    artifacts = artifacts_in(assemblies[stage])
    descriptions = {
        (each.get("Description"), artifacts[name]["environment"])
        for name, each in templates.items()
    }

    assert all(description for description, _ in descriptions)
    assert len(descriptions) == len(_stacks(stage))
    for name, artifact in artifacts.items():
        region = ELSEWHERE.get(name.removeprefix(f"shop-{stage}-"), HOME)
        assert artifact["environment"] == f"aws://{account}/{region}"
        assert artifact["properties"]["tags"] == {"tocsin:system": "shop", "tocsin:stage": stage}


@every_stage
def test_what_is_retained_is_protected(stage: str, assemblies: dict[str, Path]) -> None:
    """Stacks of a stage that is kept cannot be deleted by mistake."""
    protected = {
        artifact["properties"].get("terminationProtection", False)
        for artifact in artifacts_in(assemblies[stage]).values()
    }

    assert protected == {stage == "prod"}


@every_stage
def test_templates_fit(stage: str, assemblies: dict[str, Path]) -> None:
    """Each template is within CloudFormation's limits."""
    for path in assemblies[stage].glob("*.template.json"):
        text = path.read_text()
        assert len(text.encode()) < 1_000_000
        assert len(json.loads(text)["Resources"]) <= 500
        assert len(json.loads(text)["Parameters"]) <= 200


@every_stage
def test_parameters_are_read_with_each_deployment(stage: str, assemblies: dict[str, Path]) -> None:
    """No template has a dynamic reference to a parameter, which is not read again by itself."""
    for template in templates_in(assemblies[stage]).values():
        assert "{{resolve:ssm" not in json.dumps(template)


@every_stage
def test_each_reference_has_a_target(stage: str, assemblies: dict[str, Path]) -> None:
    """Each `Ref` names a resource or a parameter of its template, and each parameter is used."""
    for template in templates_in(assemblies[stage]).values():
        used = set(_references(template["Resources"])) | set(_references(template.get("Outputs")))
        own = {name for name in template["Parameters"] if name != "BootstrapVersion"}

        assert own <= used
        assert used <= own | set(template["Resources"]) | {"AWS::Partition", "AWS::URLSuffix"}


@every_stage
def test_tags_are_within_the_limits(stage: str, assemblies: dict[str, Path]) -> None:
    """Keys and values of tags have lengths and signs that AWS takes."""
    resources = [
        tag
        for template in templates_in(assemblies[stage]).values()
        for each in template["Resources"].values()
        for tag in each.get("Properties", {}).get("Tags", ())
    ]
    stacks = [each["properties"]["tags"] for each in artifacts_in(assemblies[stage]).values()]
    tags = {(tag["Key"], tag["Value"]) for tag in resources}.union(*map(dict.items, stacks))

    assert len({key for key, _ in tags}) >= 6
    for key, value in tags:
        assert re.fullmatch(r"(?!aws:)[\w .:/=+@-]{1,128}", key)
        assert re.fullmatch(r"[\w .:/=+@-]{1,256}", value)


@every_stage
def test_nothing_but_plain_resources(stage: str, assemblies: dict[str, Path]) -> None:
    """No stack needs a function or a custom resource of CDK's own to be deployed."""
    resources = [
        each
        for template in templates_in(assemblies[stage]).values()
        for each in template["Resources"].values()
    ]
    functions = [each for each in resources if each["Type"] == "AWS::Lambda::Function"]

    assert not [each for each in resources if each["Type"].startswith("Custom::")]
    assert {each["Properties"]["Description"].partition(" ")[0] for each in functions} == {
        "Publishes",
        "Validates",
    }


@every_stage
def test_templates_name_no_machine(stage: str, assemblies: dict[str, Path]) -> None:
    """No file of an assembly but its validation report tells where it was made."""
    here = str(Path.cwd())
    files = [path for path in assemblies[stage].glob("*.json") if "validation" not in path.name]

    assert files
    assert not [path.name for path in files if here in path.read_text()]


def _references(node: Any) -> list[str]:  # noqa: ANN401 - a node of JSON is anything
    if isinstance(node, dict):
        own = [node["Ref"]] if set(node) == {"Ref"} else []
        return own + [name for each in node.values() for name in _references(each)]
    return [name for each in node for name in _references(each)] if isinstance(node, list) else []


def _names(node: Any) -> set[tuple[str, str]]:  # noqa: ANN401 - a node of JSON is anything
    if isinstance(node, list):
        return {name for each in node for name in _names(each)}
    if not isinstance(node, dict):
        return set()
    own = {(key, value) for key, value in node.items() if key in NAMES and isinstance(value, str)}
    return own.union(*(_names(value) for value in node.values()))


def _all_names(assembly: Path) -> set[str]:
    return {
        name
        for template in templates_in(assembly).values()
        for _, name in _names(template["Resources"])
    }


def test_two_stages_share_an_account(assemblies: dict[str, Path]) -> None:
    """No resource of staging has the name of one of prod, because they share an account."""
    staging, prod = _all_names(assemblies["staging"]), _all_names(assemblies["prod"])

    assert len(prod) > 100
    assert not staging & prod


def test_names_carry_the_stage(assemblies: dict[str, Path]) -> None:
    """Each name says which stage it belongs to."""
    names = _all_names(assemblies["prod"])

    assert not [name for name in names if "prod" not in re.split(r"[/-]", name)]
