import json
from pathlib import Path
from typing import Any

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


def test_tables_say_what_would_alert_people(shop: Path) -> None:
    """The terminal shows alerts by severity and hour, the alarms, and what was not tested."""
    outcome = _backtest(shop)

    assert outcome.exit_code == 0
    assert max(map(len, outcome.output.splitlines())) <= 100
    for words in (
        "Alerts a week",
        "critical",
        "336",
        "00:00",
        "shop-errors",
        "flaps",
        "Not tested",
    ):
        assert words in outcome.output
    assert "Shop Orders {} is not recorded" in " ".join(outcome.output.replace("│", " ").split())


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


def test_curve_of_an_alarm_is_shown(shop: Path) -> None:
    """An alarm's threshold of now stands among the others."""
    outcome = _backtest(shop, "--alarm", "shop-errors")

    assert "fires/week" in outcome.output
    assert "← now" in outcome.output


def test_page_is_written(shop: Path) -> None:
    """The page is one file, with the curves of noisy alarms."""
    outcome = _backtest(shop, "--html", shop / "page.html")

    page = (shop / "page.html").read_text()
    assert outcome.exit_code == 0
    assert page.startswith("<!doctype html>")
    assert "Other thresholds" in page


def _document(**changes: object) -> dict[str, Any]:
    document = answer((query(), [1.0] * 60))
    document["MetricDataResults"][0] |= changes
    return document


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--alarm", "shop-error"], "did you mean 'shop-errors'?"),
        (["--alarm", "shop-orders"], "it has no data; Shop Orders {} is not recorded"),
        (["--start", "soon"], "--start soon: 'soon' is not a time"),
        (
            ["--start", "2026-02-01"],
            "the times are not within the recording; it is from 2026-01-05",
        ),
        (["--time-zone", "Berlin"], "--time-zone Berlin: 'Berlin' is not a time zone"),
        (["--resolve", "x"], "write TEXT=VALUE"),
        (["--base", "missing"], "missing: there is no such file"),
        (["--queries", "missing"], "missing: this is not a list of queries"),
        (["--html", "/proc/none/page.html"], "the file cannot be written"),
    ],
)
def test_wrong_option_is_refused(shop: Path, arguments: list[str], words: str) -> None:
    """Each option that is wrong is named with what to write."""
    outcome = _backtest(shop, *arguments)

    assert outcome.exit_code == 2
    assert words in outcome.errors


def test_bad_data_are_refused_and_may_be_left_out(shop: Path) -> None:
    """Bad points stop everything, unless somebody says that they are to be left out."""
    write_answer(shop / "data.json", _document(Values=[1.0] * 59 + [float("nan")]))

    refused, ignored = _backtest(shop), _backtest(shop, "--ignore-bad")

    assert refused.exit_code == 2
    assert "q0.Values[59]" in refused.errors
    assert refused.output == ""
    assert ignored.exit_code == 0
    assert "left out: " in ignored.errors


def test_template_is_no_data(shop: Path) -> None:
    """A template given as data is told apart, and data given as a template."""
    outcome = run("backtest", "--assembly", shop / "data.json", "--data", shop / "before.json")

    assert outcome.exit_code == 2
    assert "this is a template, not recorded data" in outcome.errors
    assert run("backtest", "-a", shop / "data.json", "-d", shop / "data.json").exit_code == 2


def test_assembly_without_alarms_is_refused(shop: Path) -> None:
    """Nothing to test is not a success."""
    (shop / "before.json").write_text('{"Resources": {"T": {"Type": "AWS::SNS::Topic"}}}')

    outcome = _backtest(shop)

    assert outcome.exit_code == 2
    assert "there are no alarms in it" in outcome.errors


def test_queries_may_stand_apart(shop: Path) -> None:
    """The output of the AWS command line alone is read with the queries that were asked."""
    document = json.loads((shop / "data.json").read_text())
    (shop / "queries.json").write_text(json.dumps(document.pop("MetricDataQueries")))
    (shop / "data.json").write_text(json.dumps(document))

    assert _backtest(shop).exit_code == 2
    assert _backtest(shop, "--queries", shop / "queries.json").exit_code == 0


def test_parameter_is_resolved(shop: Path) -> None:
    """A dimension that names an SSM parameter is found under the value that is told."""
    dimensions = [{"Name": "LoadBalancer", "Value": "{{resolve:ssm:/shop/alb}}"}]
    alarm = alarm_resource("shop-errors", Dimensions=dimensions)
    (shop / "before.json").write_text(json.dumps(template(alarm)))
    asked = query(dimensions={"LoadBalancer": "app/shop/1"})
    write_answer(shop / "data.json", answer((asked, VALUES)))

    outcome = _backtest(shop, "--resolve", "ssm:/shop/alb=app/shop/1", "--json")

    document = json.loads(outcome.output)
    assert document["without_data"] == []
    assert document["pages"] == 48
