from dataclasses import replace

import pytest

from tests.support.dashboards import ORDERS, ORDERS_PLACED, PANEL, dashboard_of, panel_titled
from tocsin.grafana import lint, render
from tocsin.grafana.references import reference_variables
from tocsin.plan import DashboardSpec


def with_dimensions(*values: str) -> DashboardSpec:
    """Make a dashboard whose one metric has a dimension for each value."""
    dimensions = tuple((f"Name{number}", value) for number, value in enumerate(values))
    metric = replace(ORDERS, dimensions=dimensions)
    series = replace(ORDERS_PLACED, metrics=(metric,))
    return dashboard_of(replace(PANEL, series=(series,)))


@pytest.mark.parametrize(
    ("values", "names"),
    [
        ((), []),
        (("literal",), []),
        (("{{resolve:ssm:/shop/prod/load-balancer}}",), ["load_balancer"]),
        (("{{resolve:ssm:/a/id}}", "{{resolve:ssm:/a/id}}"), ["id"]),
        (("{{resolve:ssm:/a/id}}", "{{resolve:ssm:/b/id}}"), ["id", "b_id"]),
        (("{{resolve:ssm:/shop/region}}",), ["shop_region"]),
        (("{{resolve:ssm:/shop/2nd}}",), ["shop_2nd"]),
        (("{{resolve:ssm:/3/2}}",), ["reference_1"]),
        (("{{resolve:ssm:/a/b:2}}",), ["b_2"]),
    ],
    ids=["none", "literal", "one", "same", "alike", "reserved", "digit", "digits", "version"],
)
def test_each_reference_becomes_one_variable(values: tuple[str, ...], names: list[str]) -> None:
    """A variable is named by the end of the path, as far as that is unique and allowed."""
    assert [variable.name for variable in reference_variables(with_dimensions(*values))] == names


def test_reference_is_replaced_wherever_it_stands() -> None:
    """Grafana cannot resolve references, so none stands in a query; the viewer fills them in."""
    spec = with_dimensions("app/{{resolve:ssm:/shop/name}}/1", "plain")
    dashboard = render(spec)
    panel = panel_titled(dashboard, "Orders placed")
    variable = dashboard["templating"]["list"][-1]

    assert panel["targets"][0]["dimensions"] == {"Name0": ["app/${name}/1"], "Name1": ["plain"]}
    assert (variable["name"], variable["label"], variable["type"]) == (
        "name",
        "/shop/name",
        "textbox",
    )
    assert "/shop/name" in panel["description"]
    assert "/shop/name" in variable["description"]
    assert lint(dashboard) == ()
