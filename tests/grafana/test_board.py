import json
from dataclasses import replace
from typing import Any

import pytest

from tests.support.dashboards import (
    DASHBOARD,
    NO_ORDERS,
    PANEL,
    dashboard_of,
    panel_titled,
    panels_of,
)
from tocsin.grafana import files, lint, render, to_json
from tocsin.grafana.board import duration
from tocsin.plan import DashboardSpec, RowSpec


def rows(spec: DashboardSpec) -> list[tuple[str, bool]]:
    """Return titles of rows with whether they are collapsed."""
    dashboard = render(spec)
    assert lint(dashboard) == ()
    return [
        (panel["title"], panel["collapsed"])
        for panel in dashboard["panels"]
        if panel["type"] == "row"
    ]


def numbered(count: int, title: str = "Row") -> RowSpec:
    """Return a row of *count* panels."""
    return RowSpec(
        title=title,
        panels=tuple(replace(PANEL, title=f"Panel {number}") for number in range(count)),
    )


def test_text_is_the_same_each_time() -> None:
    """One spec gives one text, with sorted keys and a newline at its end."""
    written = to_json(DASHBOARD)

    assert written == to_json(DASHBOARD)
    assert written == json.dumps(json.loads(written), sort_keys=True, indent=2) + "\n"


def test_file_is_named_after_the_dashboard() -> None:
    """Each dashboard is a file of its own."""
    assert files([DASHBOARD]) == {"checkout.json": to_json(DASHBOARD)}


def test_dashboard_is_what_the_spec_says() -> None:
    """Identity, refresh and range are those of the spec, and nobody edits it by hand."""
    dashboard = render(DASHBOARD)

    assert {
        "uid": "shop-prod-checkout",
        "title": "Checkout",
        "description": "Whether customers can buy.",
        "schemaVersion": 42,
        "editable": False,
        "refresh": "1m",
        "time": {"from": "now-3h", "to": "now"},
        "timezone": "browser",
        "graphTooltip": 1,
        "tags": ["generated", "tocsin", "service:checkout"],
    }.items() <= dashboard.items()
    assert "id" not in dashboard


@pytest.mark.parametrize(
    ("seconds", "expected"), [(60, "1m"), (90, "90s"), (300, "5m"), (3_600, "1h"), (86_400, "24h")]
)
def test_durations_are_written_short(seconds: int, expected: str) -> None:
    """Durations are written with the largest unit that divides them, up to hours."""
    assert duration(seconds) == expected


def test_viewer_chooses_data_sources_and_region() -> None:
    """Nothing is fixed that differs between two Grafanas; the order is always the same."""
    listed = render(DASHBOARD)["templating"]["list"]

    assert [variable["name"] for variable in listed] == ["cloudwatch", "xray", "region"]
    assert listed[2]["refresh"] == 2
    assert listed[2]["current"]["value"] == "us-east-1"


def test_alarm_history_is_drawn_into_charts() -> None:
    """All alarms of the dashboard are found by the beginning of their names."""
    (history,) = render(DASHBOARD)["annotations"]["list"]
    target = history["target"]

    assert (target["alarmNamePrefix"], target["prefixMatching"]) == ("shop-prod-checkout-", True)
    assert (target["namespace"], target["metricName"], target["statistic"]) == ("", "", "")
    assert target["actionPrefix"]


def test_link_keeps_time_and_variables() -> None:
    """Who goes to another dashboard sees the same time there."""
    (link,) = render(DASHBOARD)["links"]

    assert (link["type"], link["tags"]) == ("dashboards", ["tocsin"])
    assert (link["keepTime"], link["includeVars"]) == (True, True)


def test_rows_stand_in_the_order_in_which_people_ask() -> None:
    """Health comes first; what costs money to open is collapsed at the end."""
    assert rows(DASHBOARD) == [
        ("Health", False),
        ("Checkout", False),
        ("Traces", True),
        ("Logs", True),
    ]


def test_rows_without_content_are_left_out() -> None:
    """A row of headlines only stands in the health row; no logs and no traces make no rows."""
    spec = replace(dashboard_of(replace(PANEL, headline=True)), log_groups=(), trace_groups=())

    assert rows(spec) == [("Health", False)]
    assert [each["name"] for each in render(spec)["templating"]["list"]] == ["cloudwatch", "region"]


def test_rows_beyond_twenty_panels_are_collapsed() -> None:
    """At most twenty panels are open, the text among them, and no later row jumps the queue."""
    spec = replace(
        DASHBOARD,
        rows=(numbered(18, "One"), numbered(2, "Two"), numbered(1, "Three")),
        log_groups=(),
        trace_groups=(),
    )

    assert rows(spec) == [("Health", False), ("One", False), ("Two", True), ("Three", True)]


@pytest.mark.parametrize(
    ("count", "width"), [(1, 24), (2, 12), (3, 8), (4, 12), (5, 8), (6, 8), (7, 8)]
)
def test_charts_share_the_width(count: int, width: int) -> None:
    """Few charts are wide, and never more than three stand beside each other."""
    dashboard = render(replace(DASHBOARD, rows=(numbered(count),)))
    widths = {
        panel["gridPos"]["w"]
        for panel in panels_of(dashboard)
        if (panel["title"] or "").startswith("Panel")
    }

    assert widths == {width}


@pytest.mark.parametrize("count", range(6))
def test_headlines_stand_beside_the_text(count: int) -> None:
    """The health row is a rectangle without holes, however many headlines there are."""
    panels = (replace(PANEL, title=f"Panel {number}", headline=True) for number in range(count))
    dashboard = render(dashboard_of(*panels))
    placed = [panel["gridPos"] for panel in dashboard["panels"][1 : count + 2]]
    area = sum(place["w"] * place["h"] for place in placed)

    assert lint(dashboard) == ()
    assert area == 24 * placed[0]["h"]


def text_of(spec: DashboardSpec) -> str:
    """Return the Markdown of the dashboard."""
    content: str = panel_titled(render(spec), "About this dashboard", "text")["options"]["content"]
    return content


def test_text_names_owners_and_runbooks() -> None:
    """Who is called sees at once who answers for it and where to read on, urgent things first."""
    later = replace(NO_ORDERS, id="a", severity="warning", title="Few orders")
    content = text_of(dashboard_of(replace(PANEL, alarms=(later, NO_ORDERS))))
    urgent = f"- critical, checkout: [No orders]({NO_ORDERS.runbook})"

    assert "| checkout | payments |" in content
    assert urgent in content
    assert content.index(urgent) < content.index("Few orders")


def test_text_stays_readable_with_many_alarms() -> None:
    """Thirty runbooks are listed, and of the others it is said where they are."""
    alarms = tuple(
        replace(NO_ORDERS, id=f"alarm-{number}", title=f"Alarm {number}") for number in range(33)
    )
    content = text_of(dashboard_of(replace(PANEL, alarms=alarms)))

    assert content.count("](https://") == 30
    assert "and 3 more" in content


def queries(title: str) -> list[dict[str, Any]]:
    """Return the queries of the panels in a row."""
    (row,) = (panel for panel in render(DASHBOARD)["panels"] if panel["title"] == title)
    return [target for panel in row["panels"] for target in panel["targets"]]


def test_traces_are_those_of_the_group() -> None:
    """For each trace group there are a map of its services and a list of its traces."""
    service_map, traces = queries("Traces")

    assert (service_map["queryType"], traces["queryType"]) == ("getServiceMap", "getTraceSummaries")
    assert service_map["group"] == {"GroupName": "shop-prod-checkout-faults"}
    assert traces["query"] == 'group.name = "shop-prod-checkout-faults"'
    assert {each["queryMode"] for each in (service_map, traces)} == {"X-Ray"}
    assert service_map["datasource"]["uid"] == "${xray}"


def test_logs_are_those_of_the_services() -> None:
    """Log groups are given by name, because an Amazon Resource Name has the account in it."""
    counts, events = queries("Logs")

    assert counts["logGroupNames"] == events["logGroupNames"] == ["/shop/prod/checkout"]
    assert "| stats count(*)" in counts["expression"]
    assert events["expression"].endswith("| limit 100")


def test_at_most_fifty_log_groups_are_asked() -> None:
    """CloudWatch Logs refuses a query over more, so the panel says how many it leaves out."""
    names = tuple(f"/shop/{number}" for number in range(60))
    dashboard = render(replace(DASHBOARD, log_groups=names))

    assert lint(dashboard) == ()
    assert "10 more log groups" in panel_titled(dashboard, "Newest errors", "logs")["description"]


def test_deployments_are_marks_of_grafana_itself() -> None:
    """CloudWatch draws changes of alarms alone; marks are found by their tags."""
    marked = replace(DASHBOARD, deployments=("deployment", "shop-prod"))
    dashboard = render(marked)
    *_, marks = dashboard["annotations"]["list"]

    assert marks["datasource"] == {"type": "grafana", "uid": "-- Grafana --"}
    assert (marks["target"]["type"], marks["target"]["tags"]) == (
        "tags",
        ["deployment", "shop-prod"],
    )
    assert lint(dashboard) == ()


def test_stages_are_found_beside_each_other() -> None:
    """Dashboards of the stage keep what was chosen; those of other stages have values of theirs."""
    dashboard = render(replace(DASHBOARD, system="shop", stage="prod"))
    siblings, stages = dashboard["links"]

    assert siblings["tags"] == ["tocsin", "system:shop", "stage:prod"]
    assert (stages["tags"], stages["includeVars"]) == (
        ["tocsin", "system:shop", "board:checkout"],
        False,
    )
    assert {*siblings["tags"], *stages["tags"]} <= set(dashboard["tags"])


def test_the_text_says_what_looking_costs() -> None:
    """Three metrics for the open charts, and one for the headline, each minute."""
    assert "Each refresh asks for 4 metrics: about 0.002 US dollars an hour" in text_of(DASHBOARD)
