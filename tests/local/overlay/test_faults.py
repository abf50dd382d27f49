"""Services that refuse functions when the embedded AWS is told so."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from local.endpoint import Endpoint
from tests.support.emulator import deploy_template

pytestmark = pytest.mark.emulator

CODE = """
import boto3
def handler(event, context):
    said = []
    for client, operation in (("dynamodb", "list_tables"), ("sns", "list_topics")):
        try:
            getattr(boto3.client(client), operation)()
            said.append("answered")
        except Exception as error:
            said.append(error.response["Error"]["Code"])
    return said
"""
DENIED = "AccessDeniedException"


@pytest.fixture(scope="module")
def asked(emulator: Endpoint) -> Endpoint:
    """An emulator with a function that asks two services."""
    emulator.trust(["asks"])
    properties = {
        "FunctionName": "asks",
        "Runtime": "python3.14",
        "Handler": "index.handler",
        "Role": "arn:aws:iam::000000000000:role/any",
        "Code": {"ZipFile": CODE},
    }
    deploy_template(
        emulator, "asks", {"Function": {"Type": "AWS::Lambda::Function", "Properties": properties}}
    )
    return emulator


@pytest.fixture(autouse=True)
def _mended(emulator: Endpoint) -> Iterator[None]:
    """No service refuses anything after a test."""
    yield
    emulator.refuse_functions()


def answers(emulator: Endpoint) -> Any:  # noqa: ANN401 - any JSON
    """What the function was told."""
    return json.loads(emulator.client("lambda").invoke(FunctionName="asks")["Payload"].read())


def test_a_service_refuses_functions(asked: Endpoint) -> None:
    """In the protocol of each service, and others go on to answer."""
    asked.refuse_functions(dynamodb=1)
    assert answers(asked) == [DENIED, "answered"]

    asked.refuse_functions(sns=1)
    assert answers(asked) == ["answered", DENIED]


def test_it_answers_everybody_else(asked: Endpoint) -> None:
    """A program that is no function is not refused."""
    asked.refuse_functions(dynamodb=1)

    assert "TableNames" in asked.client("dynamodb").list_tables()


def test_it_answers_functions_again(asked: Endpoint) -> None:
    """What is not named refuses nothing."""
    asked.refuse_functions(dynamodb=1, sns=1)
    asked.refuse_functions()

    assert answers(asked) == ["answered", "answered"]
