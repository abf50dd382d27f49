"""`tocsin dashboards preview`: dashboards as one page, with the data of drills or recorded ones."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.support.command_line import run
from tests.support.drills import metric_alarm, template
from tests.support.preview import dashboard, metric, panel

DRILLS = """
drills:
  orders stop:
    alarm: no-orders
    values: 5x5 0x5
    expect:
      - {state: ALARM, at: 9m}
"""
DATA = re.compile(r'id="page-data">(.*?)</script>', re.DOTALL)
ASSEMBLY = ("--assembly", "shop.json", "--account", "111122223333", "--region", "eu-west-1")


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    alarms = template(NoOrders=metric_alarm("no-orders"))
    Path("shop.json").write_text(json.dumps(alarms))
    Path("drills.yaml").write_text(DRILLS)
    Path("dashboards").mkdir()
    shown = dashboard(panel(metric("A", "Orders")), panel(metric("A", "Revenue"), id=2))
    Path("dashboards", "shop.json").write_text(json.dumps(shown.document))
    lines = [f"Shop,Orders,Stage=prod,,Sum,60,2026-01-05T00:0{at}:00Z,{at}" for at in range(6)]
    head = "namespace,metric,dimensions,unit,statistic,period,timestamp,value"
    Path("data.csv").write_text("\n".join([head, *lines]))


def scenes(page: str = "preview.html") -> list[dict[str, Any]]:
    """Return the data that a page holds."""
    written = DATA.search(Path(page).read_text(encoding="utf-8"))
    assert written
    found: list[dict[str, Any]] = json.loads(written[1])["scenes"]
    return found


def test_the_page_has_the_data_and_the_alarms_of_drills() -> None:
    """The folder dashboards/ is shown if nothing is named."""
    outcome = run("dashboards", "preview", "--drill", "drills.yaml", *ASSEMBLY)

    (scene,) = scenes()
    (series,) = scene["data"]["shop"]["1"]["series"]
    assert outcome.exit_code == 0, outcome.errors
    assert re.fullmatch(r"preview\.html: 1 dashboard, 2\.\d MB\n", outcome.output)
    assert scene["name"] == "orders stop"
    assert series["values"] == [5] * 5 + [0] * 5
    assert [each["alarm"] for each in scene["alarms"]["shop"]] == ["no-orders"]
    assert "2" not in scene["data"]["shop"]


def test_the_page_has_recorded_data_and_what_alarms_make_of_them() -> None:
    """In place of drills, from one time to another."""
    arguments = ("--data", "data.csv", "--start", "2026-01-05T00:01Z", "--output", "p.html")
    outcome = run("dashboards", "preview", "dashboards/shop.json", *arguments, *ASSEMBLY)

    (scene,) = scenes("p.html")
    (series,) = scene["data"]["shop"]["1"]["series"]
    assert outcome.exit_code == 0, outcome.errors
    assert (scene["name"], series["values"]) == ("data.csv", [1, 2, 3, 4, 5])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "--drill, --data: it takes either drills or recorded data"),
        (("--drill", "drills.yaml", "--data", "data.csv"), "it takes either drills or recorded"),
        (("--drill", "none.yaml"), "there is no such file or folder"),
        (("--drill", "drills.yaml", "-k", "other"), "no drill has such a name"),
        (("--drill", "drills.yaml", "--output", "no/p.html"), "the file cannot be written"),
        (("--data", "data.csv", "--start", "2027-01-01"), "--start, --end"),
        (("shop.json", "--drill", "drills.yaml"), "it is not a dashboard"),
    ],
)
def test_what_is_wrong_is_said(arguments: tuple[str, ...], message: str) -> None:
    """And no page is written."""
    outcome = run("dashboards", "preview", *arguments, *ASSEMBLY)

    assert outcome.exit_code == 2
    assert message in outcome.errors
    assert not Path("preview.html").exists()


def test_drills_on_events_have_nothing_to_show() -> None:
    """They are counted, and refused where no other is there."""
    event = "{source: aws.backup, detail-type: Backup Job State Change, detail: {}}"
    made = f"  made:\n    event: {event}\n    expect: [{{received: nobody}}]\n"
    Path("drills.yaml").write_text(f"drills:\n{made}")
    Path("both.yaml").write_text(DRILLS + made)

    refused = run("dashboards", "preview", "--drill", "drills.yaml", *ASSEMBLY)
    shown = run("dashboards", "preview", "--drill", "both.yaml", *ASSEMBLY)

    assert "none of the drills feeds a metric" in refused.errors
    assert (refused.exit_code, shown.exit_code) == (2, 0)
    assert "left out: 1 drill without metric data" in shown.errors
