import pytest

from tests.support.aws_stub import REGION, StubbedSession
from tocsin.aws import AwsFailure
from tocsin.aws.dynamic_references import filled_in, references, resolve

QUERIES = [{"Dimensions": [{"Name": "LB", "Value": "{{resolve:ssm:/shop/alb:3}}"}], "Period": 60}]


def _parameter(value: str) -> dict[str, object]:
    return {"Parameter": {"Name": "/shop/alb", "Value": value}}


def test_references_are_found_and_filled_in() -> None:
    """A reference anywhere in a query is known by its text, and only it is replaced."""
    (text,) = references(QUERIES)

    assert text == "{{resolve:ssm:/shop/alb:3}}"
    assert filled_in(QUERIES, {text: "app/1"}) == [
        {"Dimensions": [{"Name": "LB", "Value": "app/1"}], "Period": 60}
    ]
    assert list(references(QUERIES)) == [text], "the queries themselves stay as they are"


def test_parameter_is_asked_once() -> None:
    """A parameter with its version is read as CloudFormation reads it."""
    session = StubbedSession()
    session.stub("ssm").add_response("get_parameter", _parameter("app/1"), {"Name": "/shop/alb:3"})

    found = resolve([*references(QUERIES), *references(QUERIES)], session, REGION)

    session.assert_all_asked()
    assert found == {"{{resolve:ssm:/shop/alb:3}}": "app/1"}


def test_all_missing_parameters_are_named() -> None:
    """Missing parameters are collected, with what to do."""
    session = StubbedSession()
    for _ in range(2):
        session.stub("ssm").add_client_error(
            "get_parameter", service_error_code="ParameterNotFound"
        )
    texts = ["{{resolve:ssm:/a}}", "{{resolve:ssm:/b}}", "{{resolve:secretsmanager:c}}"]

    with pytest.raises(AwsFailure) as caught:
        resolve(texts, session, REGION)

    first, second, third = caught.value.problems
    assert first.what == "the parameter /a does not exist"
    assert second.what == "the parameter /b does not exist"
    assert third.what == "{{resolve:secretsmanager:c}} is not a reference to a parameter"
    assert all("--resolve" in problem.fix for problem in caught.value.problems)


def test_denied_parameter_is_a_failure() -> None:
    """Without permission it is said which one is needed."""
    session = StubbedSession()
    session.stub("ssm").add_client_error("get_parameter", service_error_code="AccessDenied")

    with pytest.raises(AwsFailure, match="may do ssm:GetParameter"):
        resolve(references(QUERIES), session, REGION)
