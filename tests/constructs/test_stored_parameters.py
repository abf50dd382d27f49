import re

import pytest
from constructs.stored_parameters import declare_stored_parameters, native, parameter_id
from hypothesis import given
from hypothesis import strategies as st

from tests.support.templates import template_of

TEXTS = [
    "{{resolve:ssm:/shop/prod/load-balancer}}",
    "plain",
    "x/{{resolve:ssm:/shop/prod/load-balancer}}",
]
ID = parameter_id("/shop/prod/load-balancer")


def test_one_parameter_for_each_path() -> None:
    """The same path is one parameter of a stack, which is read anew with each deployment."""
    parameters = template_of(lambda stack: declare_stored_parameters(stack, TEXTS))["Parameters"]

    assert {name: each for name, each in parameters.items() if name != "BootstrapVersion"} == {
        ID: {
            "Type": "AWS::SSM::Parameter::Value<String>",
            "Default": "/shop/prod/load-balancer",
        }
    }


def test_id_can_be_read() -> None:
    """Whoever reads a template sees which parameter is meant."""
    assert re.fullmatch(r"SsmShopProdLoadBalancer[0-9A-F]{8}", ID)


@pytest.mark.parametrize(
    ("one", "other"), [("/a/bc", "/ab/c"), ("/a-b", "/a/b"), ("/a", "/A"), ("/a.b", "/a_b")]
)
def test_paths_that_read_alike(one: str, other: str) -> None:
    """Another path is another parameter: the command line would keep the value of the old one."""
    assert parameter_id(one) != parameter_id(other)


@given(st.from_regex(r"(/[A-Za-z0-9_.-]+)+", fullmatch=True))
def test_id_is_valid(path: str) -> None:
    """CloudFormation takes letters and digits, 255 of them at most."""
    assert re.fullmatch(r"[A-Za-z0-9]{1,255}", parameter_id(path))


def test_native() -> None:
    """A text is a text; a value that is stored is a reference to its parameter."""
    assert native("plain") == "plain"
    assert native("{{resolve:ssm:/shop/prod/load-balancer}}") == {"Ref": ID}
    assert native("arn:x/{{resolve:ssm:/shop/prod/load-balancer}}/y") == {
        "Fn::Join": ["", ["arn:x/", {"Ref": ID}, "/y"]]
    }
    assert native("{{resolve:secretsmanager:a}}") == "{{resolve:secretsmanager:a}}"
