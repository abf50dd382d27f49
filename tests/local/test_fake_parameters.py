import json
from pathlib import Path

import pytest

from local.endpoint import Endpoint
from local.fake_parameters import fake_value, put_parameters, referenced_parameters

REGIONS = ("eu-west-1", "us-west-2")


@pytest.fixture
def assembly(tmp_path: Path) -> Path:
    """A folder with templates that read four parameters, one of them in a nested folder."""
    first = {
        "Parameters": {
            "Queue": {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/shop/queue"},
            "Open": {"Type": "AWS::SSM::Parameter::Value<String>"},
            "Plain": {"Type": "String", "Default": "/no"},
            "BootstrapVersion": {
                "Type": "AWS::SSM::Parameter::Value<String>",
                "Default": "/cdk-bootstrap/hnb659fds/version",
            },
        },
        "A": "{{resolve:ssm:/shop/alb}}",
        "B": "x-{{resolve:ssm:/shop/orders.table:3}}-y",
    }
    (tmp_path / "one.template.json").write_text(json.dumps(first))
    (tmp_path / "nested").mkdir()
    nested = {"C": "{{resolve:ssm:/shop/tg}}", "D": "{{resolve:secretsmanager:/no}}"}
    (tmp_path / "nested" / "two.template.json").write_text(json.dumps(nested))
    artifacts = {
        region: {"type": "aws:cloudformation:stack", "environment": f"aws://000000000000/{region}"}
        for region in REGIONS
    }
    (tmp_path / "manifest.json").write_text(json.dumps({"artifacts": artifacts}))
    (tmp_path / "tree.json").write_text('"{{resolve:ssm:/not/a/template}}"')
    return tmp_path


def test_parameters_are_found_in_the_templates(assembly: Path) -> None:
    """Every SSM parameter of every template is found, without its version, and nothing else."""
    expected = {"/shop/alb", "/shop/orders.table", "/shop/queue", "/shop/tg"}

    assert referenced_parameters(assembly) == expected


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("/shop/alb", "app/shop-alb/50dc6c495c0c9188"),
        ("/shop/tg", "targetgroup/shop-tg/73e2d6bc24d8a067"),
        (
            "/shop/front-door/target-group",
            "targetgroup/shop-front-door-target-group/73e2d6bc24d8a067",
        ),
        ("/shop/cdn", "E2EXAMPLE1LOCAL"),
        ("/shop/cluster", "shop-cluster"),
        ("/", "local"),
    ],
)
def test_a_fake_value_looks_like_what_the_name_suggests(name: str, value: str) -> None:
    """The shape of a fake value follows the words of the parameter's name."""
    assert fake_value(name) == value


@pytest.mark.emulator
def test_parameters_are_put_where_the_stacks_are(emulator: Endpoint, assembly: Path) -> None:
    """Every parameter exists in each region of the stacks; a value that the caller gives wins."""
    put_parameters(emulator, assembly, {"/shop/tg": "targetgroup/mine/1"})
    for region in REGIONS:
        ssm = emulator.client("ssm", region)
        assert ssm.get_parameter(Name="/shop/tg")["Parameter"]["Value"] == "targetgroup/mine/1"
        assert ssm.get_parameter(Name="/shop/alb")["Parameter"]["Value"].startswith("app/")
