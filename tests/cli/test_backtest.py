import json
from pathlib import Path

import pytest

from tests.support.command_line import Outcome, run
from tests.support.recorded import alarm_resource, answer, query, template, write_answer

VALUES = ([0] * 20 + [9] * 10) * 48


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A folder with a template, another one with a higher threshold, and a day of data."""
    for name, threshold in (("before", 5), ("after", 8.5)):
        alarms = [
            alarm_resource("shop-errors", Threshold=threshold),
            alarm_resource("shop-orders", MetricName="Orders"),
        ]
        (tmp_path / f"{name}.json").write_text(json.dumps(template(*alarms)))
    write_answer(tmp_path / "data.json", answer((query(), VALUES)))
    return tmp_path


def _backtest(shop: Path, *arguments: str | Path) -> Outcome:
    return run(
        "backtest", "--assembly", shop / "before.json", "--data", shop / "data.json", *arguments
    )


def test_base_gives_a_before_and_after(shop: Path) -> None:
    """With another assembly, the same data are replayed through both."""
    outcome = run(
        "backtest",
        *("--assembly", shop / "after.json", "--base", shop / "before.json"),
        *("--data", shop / "data.json", "--json"),
    )

    document = json.loads(outcome.output)
    assert outcome.exit_code == 0
    assert document["base"]["pages"] == document["pages"] == 48
    assert document["changes"] == []


def test_page_is_written(shop: Path) -> None:
    """The page is one file, with the curves of noisy alarms."""
    outcome = _backtest(shop, "--html", shop / "page.html")

    page = (shop / "page.html").read_text()
    assert outcome.exit_code == 0
    assert page.startswith("<!doctype html>")
    assert "Other thresholds" in page


def test_queries_may_stand_apart(shop: Path) -> None:
    """The output of the AWS command line alone is read with the queries that were asked."""
    document = json.loads((shop / "data.json").read_text())
    (shop / "queries.json").write_text(json.dumps(document.pop("MetricDataQueries")))
    (shop / "data.json").write_text(json.dumps(document))

    assert _backtest(shop).exit_code == 2
    assert _backtest(shop, "--queries", shop / "queries.json").exit_code == 0


@pytest.mark.parametrize("value", ["{{resolve:ssm:/shop/alb}}", {"Ref": "Alb"}])
def test_parameter_is_resolved(shop: Path, value: object) -> None:
    """A dimension that names an SSM parameter is found under the value that is told."""
    alarm = alarm_resource("shop-errors", Dimensions=[{"Name": "LoadBalancer", "Value": value}])
    parameter = {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/shop/alb"}
    document = {**template(alarm), "Parameters": {"Alb": parameter}}
    (shop / "before.json").write_text(json.dumps(document))
    asked = query(dimensions={"LoadBalancer": "app/shop/1"})
    write_answer(shop / "data.json", answer((asked, VALUES)))

    outcome = _backtest(shop, "--resolve", "ssm:/shop/alb=app/shop/1", "--json")

    document = json.loads(outcome.output)
    assert document["without_data"] == []
    assert document["pages"] == 48


def test_what_is_wrong_is_in_the_json_too(tmp_path: Path) -> None:
    """A program that reads the JSON of a back-test that could not run finds the reason."""
    outcome = run("backtest", "--data", tmp_path / "nowhere", "--json")

    document = json.loads(outcome.output)
    assert (outcome.exit_code, document["exit_code"]) == (2, 2)
    assert [each["kind"] for each in document["problems"]] == ["recorded/no-data"]
