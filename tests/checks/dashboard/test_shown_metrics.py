"""What the rows of a widget stand for, with all that they take over from the row before."""

import json
from pathlib import Path

import pytest

from tocsin.assembly import load
from tocsin.checks import Subject
from tocsin.checks.dashboard.shown_metrics import shown_metrics

Rows = list[list[object]]


def shown(rows: Rows, folder: Path) -> list[tuple[str, str, dict[str, str]]]:
    """Return namespace, name and dimensions of what a widget with *rows* shows."""
    widget = {"type": "metric", "properties": {"metrics": rows, "region": "eu-west-1"}}
    body = json.dumps({"widgets": [widget]})
    dashboard = {"Type": "AWS::CloudWatch::Dashboard", "Properties": {"DashboardBody": body}}
    path = folder / "shop.json"
    path.write_text(json.dumps({"Resources": {"Dashboard": dashboard}}))
    found = shown_metrics(Subject.of(load(path)))
    return [(each.namespace, each.name, dict(each.dimensions)) for each in found]


@pytest.mark.parametrize(
    ("rows", "last"),
    [
        ([["Shop", "Orders"]], ("Shop", "Orders", {})),
        (
            [["Shop", "Orders", "Stage", "prod", {"stat": "Sum"}]],
            ("Shop", "Orders", {"Stage": "prod"}),
        ),
        ([["Shop", "Orders"], [".", "Errors"]], ("Shop", "Errors", {})),
        ([["Shop", "Orders", "A", "1"], ["...", "2"]], ("Shop", "Orders", {"A": "2"})),
        ([["Shop", "Orders", "A", "1"], [".", "Errors", ".", "."]], ("Shop", "Errors", {"A": "1"})),
        ([["Shop", "Orders", "A", "1"], ["...", {"stat": "p99"}]], ("Shop", "Orders", {"A": "1"})),
        (
            [["Shop", "Orders", "A", "1"], [{"expression": "m1*2"}], ["...", "2"]],
            ("Shop", "Orders", {"A": "2"}),
        ),
    ],
)
def test_rows_take_over_what_stands_before(
    rows: Rows, last: tuple[str, str, dict[str, str]], tmp_path: Path
) -> None:
    """A dot stands for one text, three for the first ones; an expression is passed over."""
    assert shown(rows, tmp_path)[-1] == last


@pytest.mark.parametrize(
    "rows",
    [
        [["."]],
        [["...", "2"]],
        [["Shop"]],
        [["Shop", "Orders", "A"]],
        [["${Namespace}", "Orders"]],
        [["Shop", "Orders", {"accountId": "444455556666"}]],
        [[{"expression": "SEARCH('{Shop} Orders', 'Sum')"}]],
    ],
)
def test_what_is_not_known_is_not_shown(rows: Rows, tmp_path: Path) -> None:
    """Nothing before, half a dimension, an open name, another account, a search."""
    assert shown(rows, tmp_path) == []
