import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from local.endpoint import ACCOUNT, HOME_REGION, Endpoint
from local.fake_parameters import put_parameters
from tests.support.command_line import Outcome, run
from tests.support.emulator import deploy_stack, running_emulator
from tests.support.stage_assemblies import synthesize
from tests.support.synthesis import templates_in
from tests.support.viewpoints import changed
from tocsin.assembly import load
from tocsin.cli.installation import command_for
from tocsin.transition import Deployed, transition

BOOTSTRAP = {"/cdk-bootstrap/hnb659fds/version": "21"}
TAGS = {"tocsin:system": "shop", "tocsin:stage": "prod"}
TEXT = changed(
    ('"111122223333", region: eu-west-1', f'"{ACCOUNT}", region: {HOME_REGION}'),
    ("recovery_region: eu-central-1", "recovery_region: us-west-2"),
    ("        severity: critical\n", "        severity: critical\n        missing: missing\n"),
    ("{email: ana@example.com}", "{email: ana@example.com, sqs: inbox}"),
    ("schedules: [daily]}", "schedules: [daily], mechanisms: {point_in_time_recovery: on}}"),
)


@pytest.fixture
def viewpoint(tmp_path: Path) -> Path:
    """A viewpoint with one stage, in the account of the embedded AWS."""
    path = tmp_path / "viewpoint.yaml"
    path.write_text(TEXT)
    return path


def test_missing_extra_is_named(viewpoint: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without boto3, the command is printed that installs it here."""
    for name in [each for each in sys.modules if each.startswith(("tocsin.aws", "tocsin.cli.acc"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "boto3", None)

    outcome = run("preflight", viewpoint)

    assert outcome.exit_code == 2
    assert "boto3 is missing" in outcome.errors
    assert f"run {command_for('aws')}" in outcome.errors


def test_an_assembly_of_something_else_is_refused(viewpoint: Path, tmp_path: Path) -> None:
    """Names and stacks of another app would say nothing about the stage."""
    other = tmp_path / "template.json"
    other.write_text(json.dumps({"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}}))

    outcome = run("preflight", viewpoint, "--assembly", other)

    assert outcome.exit_code == 2
    assert "preflight/other-assembly" in outcome.errors


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[Endpoint]:
    """An emulator, with what a shell needs to call it."""
    with running_emulator() as started:
        for name, value in started.aws_environment().items():
            monkeypatch.setenv(name, value)
        yield started


def _preflight(viewpoint: Path, assembly: Path) -> tuple[Outcome, set[tuple[str, str]]]:
    outcome = run("preflight", viewpoint, "--assembly", assembly, "--json")
    document = json.loads(outcome.output)
    return outcome, {(each["kind"], each["subject"]) for each in document["problems"]}


def _deploy(endpoint: Endpoint, folder: Path) -> None:
    """Deploy every stack of an assembly, with what others would have made before."""
    put_parameters(endpoint, folder, BOOTSTRAP)
    recovery = endpoint.client("ssm", "us-west-2")
    for name, value in BOOTSTRAP.items():
        recovery.put_parameter(Name=name, Value=value, Type="String", Overwrite=True)
    endpoint.client("sqs").create_queue(QueueName="inbox")
    templates, assembly = templates_in(folder), load(folder)
    stacks = {stack.name: stack for stack in assembly.stacks}
    for step in transition(Deployed(), assembly).steps:
        if not step.logical_id:
            stack = stacks[step.stack]
            deploy_stack(
                endpoint,
                stack.name,
                templates[stack.name],
                region=str(stack.region),
                tags=stack.tags,
            )


def _unsubscribe(endpoint: Endpoint, topic: str, protocol: str) -> None:
    sns = endpoint.client("sns")
    for each in sns.list_subscriptions()["Subscriptions"]:
        if each["TopicArn"].endswith(f":{topic}") and each["Protocol"] == protocol:
            sns.unsubscribe(SubscriptionArn=each["SubscriptionArn"])


def _create_table(endpoint: Endpoint, name: str) -> None:
    endpoint.client("dynamodb").create_table(
        TableName=name,
        BillingMode="PAY_PER_REQUEST",
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
    )


@pytest.mark.slow
@pytest.mark.emulator
def test_an_account_before_and_after_a_deployment(
    viewpoint: Path, endpoint: Endpoint, tmp_path: Path
) -> None:
    """An empty account lacks everything; a deployment leaves people and old stacks behind."""
    assembly = tmp_path / "cdk.out"
    synthesize(TEXT, "prod", assembly)
    endpoint.client("cloudwatch").put_dashboard(
        DashboardName="shop-prod", DashboardBody='{"widgets": []}'
    )

    outcome, empty = _preflight(viewpoint, assembly)

    assert outcome.exit_code == 1, outcome.errors
    assert {
        ("preflight/no-bootstrap", "parameter /cdk-bootstrap/hnb659fds/version"),
        ("preflight/no-queue", "queue inbox"),
        ("preflight/name-taken", "AWS::CloudWatch::Dashboard shop-prod"),
        ("preflight/no-data", "orders"),
    } <= empty

    endpoint.client("cloudwatch").delete_dashboards(DashboardNames=["shop-prod"])
    _deploy(endpoint, assembly)
    topic = {"Type": "AWS::SNS::Topic"}
    deploy_stack(endpoint, "shop-prod-gifts", {"Resources": {"Topic": topic}}, tags=TAGS)

    _unsubscribe(endpoint, "shop-prod-critical", "email")
    _create_table(endpoint, "shop-orders")

    outcome, deployed = _preflight(viewpoint, assembly)

    assert outcome.exit_code == 1, outcome.errors
    assert not empty & deployed
    assert deployed == {
        ("preflight/no-subscription", "topic shop-prod-critical"),
        ("preflight/dead-alarm", "alarm shop-prod-checkout-no-orders"),
        ("preflight/left-stack", "stack shop-prod-gifts"),
        ("preflight/no-mechanism", "orders: point_in_time_recovery"),
    }
