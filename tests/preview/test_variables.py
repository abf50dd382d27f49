"""What the variables of a dashboard stand for."""

from collections.abc import Mapping
from typing import Any

import pytest

from tests.support.preview import dashboard
from tocsin.preview.variables import Variables

VARIABLES = [
    {"name": "region", "type": "query", "current": {"value": "eu-west-1"}},
    {"name": "queues", "type": "custom", "current": {"value": ["a", "b"]}},
    {"name": "every", "type": "query", "current": {"value": ["$__all"]}, "allValue": "*"},
    {"name": "balancer", "type": "textbox", "label": "/shop/prod/load-balancer", "query": ""},
    {"name": "there", "type": "textbox", "label": "/shop/alb in us-west-2", "query": ""},
    {"name": "typed", "type": "textbox", "label": "/shop/alb", "query": "app/shop/1"},
    {"name": "unset", "type": "custom"},
]


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("$region", "eu-west-1"),
        ("${region}", "eu-west-1"),
        ("${region:raw}", "eu-west-1"),
        ("[[region]]", "eu-west-1"),
        ("in $region.", "in eu-west-1."),
        ("$regions", "$regions"),
        ("$unset", "$unset"),
        ("$5", "$5"),
        ("$every", "*"),
        ("${balancer}", "{{resolve:ssm:/shop/prod/load-balancer}}"),
        ("${there}", "{{resolve:ssm:/shop/alb}}"),
        ("${typed}", "app/shop/1"),
    ],
)
def test_variables_are_filled_in(text: str, filled: str) -> None:
    """An empty box for a value of the Parameter Store is what the templates have there."""
    assert Variables.of(dashboard(templating={"list": VARIABLES})).fill(text) == filled


@pytest.mark.parametrize(("text", "values"), [("$queues", ("a", "b")), ("x-$queues", ("x-a",))])
def test_a_variable_alone_may_have_several_values(text: str, values: tuple[str, ...]) -> None:
    """Within other text it has the first."""
    assert Variables.of(dashboard(templating={"list": VARIABLES})).all_of(text) == values


@pytest.mark.parametrize("templating", [None, [], {"list": None}, {"list": [None, {}, "x"]}])
def test_odd_files_are_no_failure(templating: Mapping[str, Any] | None) -> None:
    """They have no variables."""
    assert Variables.of(dashboard(templating=templating)).fill("$region") == "$region"
