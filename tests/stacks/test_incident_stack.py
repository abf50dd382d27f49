"""The stack that pages people one after the other, as it would be deployed."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.support.assemblies import shared_assemblies
from tests.support.readable import readable
from tests.support.synthesis import templates_in
from tests.support.template_snapshots import TemplateSnapshot
from tests.support.templates import names_of, properties_of
from tests.support.viewpoints import PAGED_ONE_BY_ONE, planned

NAME = "shop-prod-incidents"
PLACE = "eu-west-1:111122223333"


@pytest.fixture(scope="module")
def assembly(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The assembly of the stage, with all validation."""
    folder = tmp_path_factory.getbasetemp()
    return shared_assemblies(folder, PAGED_ONE_BY_ONE, ["prod"])["prod"]


@pytest.fixture(scope="module")
def template(assembly: Path) -> dict[str, Any]:
    """The template of the stack."""
    return templates_in(assembly)[NAME]


def _allowed(template: dict[str, Any], function: str) -> list[dict[str, Any]]:
    (policy,) = (
        each["Properties"]
        for name, each in template["Resources"].items()
        if name.startswith(f"{function}May") and each["Type"] == "AWS::IAM::ManagedPolicy"
    )
    statements: list[dict[str, Any]] = policy["PolicyDocument"]["Statement"]
    return statements


def _queue(template: dict[str, Any], name: str) -> dict[str, Any]:
    (found,) = (
        each for each in properties_of(template, "AWS::SQS::Queue") if each["QueueName"] == name
    )
    return found


def test_it_is_reviewed(template: dict[str, Any], snapshot: SnapshotAssertion) -> None:
    """A change of the template is seen by whoever reviews it."""
    assert readable(template) == snapshot.use_extension(TemplateSnapshot)(name=NAME)


def test_cdk_finds_nothing(assembly: Path) -> None:
    """Neither CloudFormation's schemas nor any pack find anything that is not acknowledged."""
    report = json.loads((assembly / "validation-report.json").read_text())

    assert report["pluginReports"] == []


def test_machines_are_what_the_plan_says(template: dict[str, Any]) -> None:
    """Their definitions are texts without references, in which numbers stay numbers."""
    (spec,) = planned(PAGED_ONE_BY_ONE.read_text()).incidents
    machines = properties_of(template, "AWS::StepFunctions::StateMachine")

    assert {
        each["StateMachineName"]: json.loads(each["DefinitionString"]) for each in machines
    } == {each.name: each.definition for each in spec.machines}
    assert {each["StateMachineType"] for each in machines} == {"STANDARD"}
    assert not any(each["LoggingConfiguration"]["IncludeExecutionData"] for each in machines)


def test_the_queue_hears_the_topics_of_its_machines(template: dict[str, Any]) -> None:
    """Each notification with its envelope, and what cannot be delivered is kept."""
    heard = [
        each
        for each in properties_of(template, "AWS::SNS::Subscription")
        if each["Protocol"] == "sqs" and "Fn::GetAtt" in each["Endpoint"]
    ]

    assert len(heard) == 4
    assert not any(each.get("RawMessageDelivery") for each in heard)
    assert all("deadLetterTargetArn" in each["RedrivePolicy"] for each in heard)
    queue = _queue(template, "shop-prod-incidents")
    assert queue["RedrivePolicy"]["maxReceiveCount"] == 5
    assert queue["VisibilityTimeout"] >= 6 * 30


def test_the_other_way_shares_nothing(template: dict[str, Any]) -> None:
    """Events of alarms wait in a queue of their own, unless a mute rule holds the alarm back."""
    (rule,) = properties_of(template, "AWS::Events::Rule")
    queue = _queue(template, "shop-prod-incidents-deadline")

    assert queue["DelaySeconds"] == 120
    assert rule["EventPattern"]["detail"] == {
        "state": {"value": ["ALARM"]},
        "muteDetail": {"mutedByArn": [{"exists": False}]},
    }
    assert rule["EventPattern"]["resources"] == [
        {"prefix": f"arn:aws:cloudwatch:{PLACE}:alarm:shop-prod-"}
    ]
    told = [
        each for each in _allowed(template, "FunctionDeadline") if "sns:Publish" in each["Action"]
    ]
    assert [each["Resource"] for each in told] == [f"arn:aws:sns:{PLACE}:shop-prod-fallback"]


def test_functions_may_do_what_they_do(template: dict[str, Any]) -> None:
    """No star but where AWS knows no resources, and no machine but their own."""
    everywhere = {
        action
        for function in ("Intake", "Page", "Deadline", "Digest", "Sweep")
        for each in _allowed(template, f"Function{function}")
        if each["Resource"] == "*"
        for action in ([each["Action"]] if isinstance(each["Action"], str) else each["Action"])
    }
    started = [
        each["Resource"]
        for each in _allowed(template, "FunctionIntake")
        if "states:StartExecution" in each["Action"]
    ]

    assert everywhere == {
        "cloudwatch:DescribeAlarms",
        "cloudwatch:PutMetricData",
        "xray:PutTelemetryRecords",
        "xray:PutTraceSegments",
    }
    assert started == [
        [
            f"arn:aws:states:{PLACE}:stateMachine:shop-prod-incident-{each}"
            for each in ("critical", "warning")
        ]
    ]
    assert not any("*" in str(each["Action"]) for each in _allowed(template, "FunctionPage"))


def test_a_clock_runs_the_digest(template: dict[str, Any]) -> None:
    """What cannot be run waits where an alarm tells of it; the function may forget what it told."""
    (clock,) = (
        each
        for each in properties_of(template, "AWS::Scheduler::Schedule")
        if each["Name"] == "shop-prod-digest-info"
    )
    allowed = [each for each in _allowed(template, "FunctionDigest") if each["Resource"] != "*"]
    actions = {action for each in allowed for action in [*_listed(each["Action"])]}

    assert clock["ScheduleExpression"] == "cron(0 9 ? * MON,TUE,WED,THU,FRI *)"
    assert clock["ScheduleExpressionTimezone"] == "Europe/Berlin"
    assert "DeadLetterConfig" in clock["Target"]
    assert json.loads(clock["Target"]["Input"])["policy"]["severity"] == "info"
    assert {"dynamodb:DeleteItem", "dynamodb:Query", "sns:Publish"} <= actions
    assert not actions & {"states:StartExecution", "dynamodb:PutItem"}


def _listed(actions: str | list[str]) -> list[str]:
    return [actions] if isinstance(actions, str) else actions


def test_the_code_is_the_same_wherever_it_is_made(assembly: Path) -> None:
    """An asset of the folders that ship, with everything that a handler imports, and no more."""
    (asset,) = (each for each in assembly.glob("asset.*") if each.is_dir())
    every = {each.relative_to(asset).as_posix() for each in asset.rglob("*") if each.is_file()}
    files = {each for each in every if not each.startswith("tzdata/")}

    assert not any(each.endswith(".pyc") for each in every)
    assert {"functions/incidents/intake.py", "tocsin/__init__.py"} <= files
    assert {each.split("/")[0] for each in files} == {"functions", "tocsin"}
    assert {"/".join(each.split("/")[:2]) for each in files if each.count("/") > 1} == {
        "functions/incidents",
        "tocsin/incidents",
        "tocsin/on_call",
    }
    assert all(each.endswith(".py") for each in files)


def test_alarms_on_it_tell_everybody(assembly: Path) -> None:
    """By the topic that needs nothing else of the stack, when they begin and not when they end."""
    templates = templates_in(assembly)
    (topic,) = (
        name
        for name in names_of(templates[NAME], "AWS::SNS::Topic")
        if name.startswith("Everybody")
    )
    alarms = [
        each
        for each in properties_of(
            templates["shop-prod-monitoring-paging"], "AWS::CloudWatch::Alarm"
        )
        if each["AlarmName"].startswith("shop-prod-paging-incident-")
    ]
    silent = [each for each in alarms if "OKActions" not in each]

    # One of the topic itself, and one that is no failure.
    assert len(alarms) == len(silent) + 2
    assert all(topic in str(each["AlarmActions"]) for each in silent)


@pytest.mark.slow
def test_cfn_lint_finds_nothing(assembly: Path) -> None:
    """Neither in the stack nor in the definitions of its machines."""
    paths = [str(path) for path in assembly.glob("shop-prod-*.template.json")]
    command = [str(Path(sys.executable).with_name("cfn-lint")), "--format", "parseable", "--"]
    process = subprocess.run([*command, *paths], capture_output=True, text=True, check=False)

    assert (process.stdout, process.returncode) == ("", 0)


_ON_CALL_WITHOUT_THE_MACHINE = """
import sys
sys.path.insert(0, sys.argv[1])
from datetime import UTC, datetime
from tocsin.on_call import Rotation, Shift, on_call
rotation = Rotation(shifts=(Shift(members=("ana", "ben"), time_zone="Europe/Berlin"),))
print(*on_call("primary", {"primary": rotation}, datetime(2026, 3, 14, tzinfo=UTC)))
"""


def test_the_code_knows_when_clocks_change_wherever_it_runs(
    assembly: Path, template: dict[str, Any]
) -> None:
    """A runtime that lacks time zones would page nobody."""
    keys = {each["Code"]["S3Key"] for each in properties_of(template, "AWS::Lambda::Function")}
    (code,) = {key.removesuffix(".zip") for key in keys}
    command = [sys.executable, "-S", "-c", _ON_CALL_WITHOUT_THE_MACHINE]

    process = subprocess.run(
        [*command, str(assembly / f"asset.{code}")],
        env={"PYTHONTZPATH": ""},
        cwd=assembly,
        capture_output=True,
        text=True,
        check=False,
    )

    assert process.stdout == "ana\n", process.stderr
