import io
import json
import zipfile
from typing import Any

import pytest

from local.endpoint import Endpoint
from tests.support.emulator import delete_stack, deploy_template, wait_for

pytestmark = pytest.mark.emulator

# It says who it is to the emulator, so it needs the run's key.
CODE = """
import boto3
def handler(event, context):
    return boto3.client("sts").get_caller_identity()["Account"]
"""
ANSWERING_CODE = """
import json, urllib.request
def handler(event, context):
    data = {"Value": "from a function"}
    answer = {"Status": "SUCCESS", "PhysicalResourceId": "one", "Data": data}
    body = json.dumps(answer).encode()
    request = urllib.request.Request(
        event["ResponseURL"], data=body, method="PUT", headers={"Content-Type": ""}
    )
    urllib.request.urlopen(request)
"""


def function(name: str, code: str) -> dict[str, Any]:
    """A function of a template."""
    return {
        "Type": "AWS::Lambda::Function",
        "Properties": {
            "FunctionName": name,
            "Runtime": "python3.12",
            "Handler": "index.handler",
            "Role": "arn:aws:iam::000000000000:role/any",
            "Code": {"ZipFile": code},
        },
    }


def invoke(emulator: Endpoint, name: str) -> tuple[str | None, Any]:
    """What kind of error a function ends with, if any, and what it returns."""
    answer = emulator.client("lambda").invoke(FunctionName=name)
    return answer.get("FunctionError"), json.loads(answer["Payload"].read())


def test_a_function_of_a_stack_that_is_not_trusted_does_not_run(emulator: Endpoint) -> None:
    """It deploys, its invocation fails and says why, and it is listed as not run."""
    deploy_template(emulator, "untrusted", {"Function": function("untrusted-one", CODE)})

    error, payload = invoke(emulator, "untrusted-one")

    assert error == "Unhandled"
    assert payload["errorType"] == "Tocsin.NotTrusted"
    assert "--run-functions" in payload["errorMessage"]
    assert {"AWS::Lambda::Function (not run)"} == {
        stub["type"] for stub in emulator.stub_resources() if stub["logical_id"] == "untrusted-one"
    }


def test_a_function_that_belongs_to_no_stack_does_not_run(emulator: Endpoint) -> None:
    """A function that was made by the API does not run."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("index.py", CODE)
    emulator.client("lambda").create_function(
        FunctionName="made-by-the-api",
        Runtime="python3.12",
        Handler="index.handler",
        Role="arn:aws:iam::000000000000:role/any",
        Code={"ZipFile": archive.getvalue()},
    )

    error, payload = invoke(emulator, "made-by-the-api")

    assert (error, payload["errorType"]) == ("Unhandled", "Tocsin.NotTrusted")


def test_a_message_runs_no_function_of_a_stack_that_is_not_trusted(emulator: Endpoint) -> None:
    """What invokes a function makes no difference: here it is a topic."""
    topic = {"Type": "AWS::SNS::Topic"}
    subscription = {
        "Type": "AWS::SNS::Subscription",
        "Properties": {
            "TopicArn": {"Ref": "Topic"},
            "Protocol": "lambda",
            "Endpoint": {"Fn::GetAtt": ["Function", "Arn"]},
        },
    }
    resources = {
        "Function": function("untrusted-two", CODE),
        "Topic": topic,
        "Subscription": subscription,
    }
    outputs = deploy_template(
        emulator, "untrusted-topic", resources, outputs={"Topic": {"Ref": "Topic"}}
    )

    emulator.client("sns").publish(TopicArn=outputs["Topic"], Message="hello")

    names = wait_for(lambda: [stub["logical_id"] for stub in emulator.stub_resources()])
    assert "untrusted-two" in names


def test_a_function_of_a_trusted_stack_runs_with_the_key_of_this_run(emulator: Endpoint) -> None:
    """It reaches the emulator, in the account of all stacks."""
    emulator.trust(["trusted"])
    deploy_template(emulator, "trusted", {"Function": function("trusted-one", CODE)})

    assert invoke(emulator, "trusted-one") == (None, "000000000000")

    delete_stack(emulator, "trusted")


def test_a_function_whose_stack_is_trusted_later_runs(emulator: Endpoint) -> None:
    """Trust counts when a function is invoked; it is no longer listed as not run."""
    deploy_template(emulator, "trusted-later", {"Function": function("trusted-three", CODE)})
    invoke(emulator, "trusted-three")
    assert "trusted-three" in [stub["logical_id"] for stub in emulator.stub_resources()]

    emulator.trust(["trusted-later"])

    assert invoke(emulator, "trusted-three") == (None, "000000000000")
    assert "trusted-three" not in [stub["logical_id"] for stub in emulator.stub_resources()]


def custom_resource(name: str) -> dict[str, Any]:
    """A template with a custom resource and its function."""
    service = {"ServiceToken": {"Fn::GetAtt": ["Function", "Arn"]}}
    return {
        "Function": function(name, ANSWERING_CODE),
        "Custom": {"Type": "Custom::Thing", "Properties": service},
    }


def test_the_function_of_a_custom_resource_answers_to_a_signed_url(emulator: Endpoint) -> None:
    """It has nothing but the URL, and its stack gets its answer."""
    emulator.trust(["trusted-custom"])
    value = {"Fn::GetAtt": ["Custom", "Value"]}

    outputs = deploy_template(
        emulator, "trusted-custom", custom_resource("trusted-two"), outputs={"Value": value}
    )

    assert outputs == {"Value": "from a function"}


def test_a_custom_resource_whose_function_is_not_trusted_fails_at_once(emulator: Endpoint) -> None:
    """CloudFormation does not wait for an answer that never comes, and says why."""
    with pytest.raises(AssertionError, match="its stack is not trusted"):
        deploy_template(emulator, "untrusted-custom", custom_resource("untrusted-three"))
