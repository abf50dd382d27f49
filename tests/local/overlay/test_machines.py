"""Machines that wait for an answer to what a function was given, as in AWS."""

import json
from typing import Any

import pytest

from local.endpoint import Endpoint
from tests.support.emulator import deploy_template, wait_for

pytestmark = pytest.mark.emulator

FAILING = """
def handler(event, context):
    raise LookupError("there is no such incident")
"""
ANSWERING = """
import boto3, json
def handler(event, context):
    boto3.client("stepfunctions").send_task_success(
        taskToken=event["token"], output=json.dumps({"tier": event["tier"]})
    )
"""
SILENT = """
def handler(event, context):
    return None
"""


def ended(emulator: Endpoint, name: str, code: str) -> Any:  # noqa: ANN401 - any output
    """Run a machine that waits five minutes for an answer, and return how it ended."""
    function = {
        "Type": "AWS::Lambda::Function",
        "Properties": {
            "FunctionName": name,
            "Runtime": "python3.14",
            "Handler": "index.handler",
            "Role": "arn:aws:iam::000000000000:role/any",
            "Code": {"ZipFile": code},
        },
    }
    seconds = 1 if code == SILENT else 300
    caught = ("States.Timeout", "timed out"), ("States.ALL", "failed")
    states = {
        "Page": {
            "Type": "Task",
            "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken",
            "Arguments": {
                "FunctionName": name,
                "Payload": {"tier": 2, "token": "{% $states.context.Task.Token %}"},
            },
            "TimeoutSeconds": seconds,
            "Catch": [{"ErrorEquals": [error], "Next": state} for error, state in caught],
            "Next": "answered",
        },
        "answered": {"Type": "Succeed"},
        "timed out": {"Type": "Pass", "Output": "nobody answered", "End": True},
        "failed": {"Type": "Pass", "Output": "it failed", "End": True},
    }
    machine = {
        "Type": "AWS::StepFunctions::StateMachine",
        "Properties": {
            "StateMachineName": name,
            "RoleArn": "arn:aws:iam::000000000000:role/any",
            "DefinitionString": json.dumps(
                {"QueryLanguage": "JSONata", "StartAt": "Page", "States": states}
            ),
        },
    }
    emulator.trust([name])
    resources = {"Function": function, "Machine": machine}
    outputs = deploy_template(emulator, name, resources, outputs={"Machine": {"Ref": "Machine"}})
    client = emulator.client("stepfunctions")
    execution = client.start_execution(stateMachineArn=outputs["Machine"])["executionArn"]

    def output() -> str | None:
        found = client.describe_execution(executionArn=execution)
        assert found["status"] in {"RUNNING", "SUCCEEDED"}, found
        return str(found["output"]) if "output" in found else None

    return json.loads(wait_for(output))


def test_a_function_that_fails_fails_the_task_at_once(emulator: Endpoint) -> None:
    """The machine goes where its Catch says, and does not wait for an answer that never comes."""
    assert ended(emulator, "machine-fails", FAILING) == "it failed"


def test_an_answer_ends_the_task(emulator: Endpoint) -> None:
    """What is sent with the token is the result, also where it comes before the function ends."""
    assert ended(emulator, "machine-answered", ANSWERING) == {"tier": 2}


def test_without_an_answer_the_task_times_out(emulator: Endpoint) -> None:
    """A function that ends well is no answer."""
    assert ended(emulator, "machine-silent", SILENT) == "nobody answered"
