"""Which dashboards are made unasked, and what stands on them."""

import json

import pytest

from benchmarks.many_services import many_services
from tests.support.viewpoints import SMALL, WHOLE, changed, planned
from tocsin.grafana import alarms_without_panel, lint, render, to_json
from tocsin.logs import check_insights_query
from tocsin.plan import DashboardSpec, LogPanelSpec, PanelSpec, RowSpec, TextPanelSpec

OBJECTIVE = """\
      orders lost: {namespace: Shop, metric: OrdersLost, statistic: Sum}
    objectives:
      orders go through: {target: 99.9, bad: orders lost, total: orders placed}
    alarms:"""


def _boards(text: str = SMALL) -> dict[str, DashboardSpec]:
    return {each.id: each for each in planned(text).dashboards}


def _row(board: DashboardSpec, title: str) -> RowSpec:
    (row,) = [each for each in board.rows if each.title == title]
    return row


@pytest.mark.parametrize(
    ("change", "more", "less"),
    [
        (("", ""), set(), set()),
        (("    alarms:", OBJECTIVE), {"objectives"}, set()),
        (
            ("system: shop\n", "system: shop\ndashboards_left_out: [business, services]\n"),
            set(),
            {"business", "checkout"},
        ),
        (("data_protection:", "dashboards: {business: {}}\ndata_protection:"), set(), {"overview"}),
        (("namespace: Shop", "namespace: AWS/Shop"), set(), {"business"}),
    ],
    ids=["small", "objectives", "left out", "taken", "no business"],
)
def test_boards_answer_what_can_be_asked(
    change: tuple[str, str], more: set[str], less: set[str]
) -> None:
    """Each is left out where the viewpoint has nothing for it, has its own, or wants none."""
    usual = {
        "overview",
        "checkout",
        "business",
        "incident-response",
        "data-protection",
        "monitoring-cost",
        "operations",
    }

    assert set(_boards(SMALL.replace(*change, 1) if change[0] else SMALL)) == (usual | more) - less


def test_a_service_has_one_line_on_the_overview() -> None:
    """A name, the golden signals and the alarms; where there is no such metric, it is said."""
    line = _row(_boards()["overview"], "Services")

    assert line.beside == 6
    assert [(type(each), each.title) for each in line.panels] == [
        (TextPanelSpec, "Checkout"),
        (PanelSpec, "Checkout: traffic"),
        (PanelSpec, "Checkout: errors"),
        (PanelSpec, "Checkout: latency"),
        (PanelSpec, "Checkout: saturation"),
        (LogPanelSpec, "Checkout: alarms"),
    ]
    assert {each.opens for each in line.panels} == {"shop-prod-checkout"}
    queue = changed(("{type: dynamodb_table, table: shop-orders}", "{type: sqs_queue, queue: q}"))
    errors = _row(_boards(queue.partition("data_protection")[0])["overview"], "Services").panels[2]
    assert isinstance(errors, TextPanelSpec)
    assert errors.text == "Nothing that it has counts errors."


def test_what_is_on_is_asked_of_the_log_of_changes() -> None:
    """By the names of the alarms of what is shown, in each Region that has some."""
    (asked,) = _row(_boards()["checkout"], "Alarms that are on").panels

    assert isinstance(asked, LogPanelSpec)
    assert asked.log_groups == ("/aws/events/shop-prod-changes",)
    assert "/^(shop-prod-checkout-)/" in asked.query


@pytest.mark.parametrize("stage", ["local", "staging", "prod"])
def test_queries_of_logs_are_such(stage: str) -> None:
    """CloudWatch Logs would take each, as far as is known."""
    queries = {
        panel.query
        for board in planned(WHOLE.read_text(), stage).dashboards
        for row in board.rows
        for panel in row.panels
        if isinstance(panel, LogPanelSpec)
    }

    assert len(queries) > 3
    for query in queries:
        check_insights_query(query)


def test_errors_in_logs_are_no_business() -> None:
    """What is counted in a log is technical, and so is what AWS publishes."""
    titles = {panel.title for panel in _boards(WHOLE.read_text())["business"].charts}

    assert "Checkout: orders placed" in titles
    assert not any("error" in title.lower() for title in titles)


def test_who_is_on_call_is_not_claimed() -> None:
    """Rotations are rules; who is on call is a matter of the time."""
    panels = _row(_boards()["incident-response"], "Who is called").panels
    texts = {each.title: each.text for each in panels if isinstance(each, TextPanelSpec)}

    assert "| primary | ana | UTC |" in texts["On call"]
    assert "`tocsin on-call --stage prod`" in texts["On call"]


def test_objectives_of_data_protection_are_listed() -> None:
    """How much may be lost and how long it may take, beside what is measured."""
    board = _boards(WHOLE.read_text())["data-protection"]
    (promised,) = _row(board, "What is promised").panels

    assert isinstance(promised, TextPanelSpec)
    assert "| When this is lost |" in promised.text
    assert _row(board, "Jobs").charts[0].title.startswith("Backup jobs: ")


def test_many_services_fill_several_dashboards() -> None:
    """Twelve lines an overview, less than a megabyte each, and no alarm is lost."""
    plan = planned(json.dumps(many_services(30)))
    boards = {each.id: each for each in plan.dashboards}

    assert [len(boards[name].services) for name in ("overview", "overview-2", "overview-3")] == [
        12,
        12,
        6,
    ]
    assert len({each.uid for each in plan.dashboards}) == len(plan.dashboards)
    assert max(len(to_json(each)) for each in plan.dashboards) < 1_000_000
    assert alarms_without_panel(plan.dashboards, plan.alarms) == ()
    assert lint(render(boards["overview-3"])) == ()


def test_a_large_service_has_several_parts() -> None:
    """Rows go on in the next dashboard, which the first one's address does not change."""
    tables = "\n".join(
        f"      table {number}: {{type: dynamodb_table, table: table-{number}}}"
        for number in range(50)
    )
    plan = planned(
        changed(("    resources:\n", f"    alarm_stacks: 3\n    resources:\n{tables}\n"))
    )
    parts = [each for each in plan.dashboards if each.id.startswith("checkout")]

    assert [each.uid for each in parts[:2]] == ["shop-prod-checkout", "shop-prod-checkout-2"]
    assert all(len(to_json(each)) < 1_000_000 for each in parts)
    assert parts[0].title == f"shop prod: checkout (1 of {len(parts)})"
    assert alarms_without_panel(plan.dashboards, plan.alarms) == ()


TWINS = """\
  web:
    owner: web
    means: Shows the shop.
    resources:
      site: {type: cloudfront_distribution, distribution: E2QWRUHAPOMQZL}
  web-api:
    owner: web
    means: Answers what the shop asks.
    resources:
      carts: {type: dynamodb_table, table: shop-carts}
data_protection:"""


def _queries(board: DashboardSpec) -> list[str]:
    panels = [panel for row in board.rows for panel in row.panels]
    return [each.query for each in panels if isinstance(each, LogPanelSpec)]


def test_alarms_of_another_service_are_not_of_one_whose_name_begins_alike() -> None:
    """The name of an alarm begins with that of its service; `web` is the begin of `web-api`."""
    boards = _boards(changed(("data_protection:", TWINS)))

    of_web = [each for each in _queries(boards["web"]) if "like /^(shop-prod-web-)/" in each]
    of_api = [each for each in _queries(boards["web-api"]) if "shop-prod-web-api-" in each]

    assert of_web
    assert all("not like /^(shop-prod-web-api-)/" in each for each in of_web)
    assert all("not like" not in each for each in of_api)


def test_what_is_published_in_one_region_is_asked_for_there() -> None:
    """Amazon CloudFront has its metrics in us-east-1, wherever the stage is."""
    boards = _boards(changed(("data_protection:", TWINS)))
    series = [
        each
        for board in (boards["web"], boards["overview"])
        for row in board.rows
        for panel in row.panels
        if isinstance(panel, PanelSpec) and not panel.alarms
        for each in panel.series
        if each.metrics[0].namespace == "AWS/CloudFront"
    ]

    assert series
    assert {each.region for each in series} == {"us-east-1"}


def test_alarms_of_another_stage_are_not_of_one_whose_name_begins_alike() -> None:
    """Who is called for `prod` does not look at `prod-eu`, which is in the same account."""
    stage = (
        '  prod-eu: {account: "111122223333", region: eu-west-1, recovery_region: eu-central-1}\n'
    )
    text = changed(("contacts:\n", f"{stage}contacts:\n"))
    plan = planned(text, stage="prod")
    (board,) = [each for each in plan.dashboards if each.id == "incident-response"]

    asked = [each for each in _queries(board) if "alarmName" in each]
    assert asked
    assert all("not like /^(shop-prod-eu-)/" in each for each in asked)


def test_no_alarm_of_the_stage_is_left_out() -> None:
    """A service `eu` of `prod` has alarms whose names begin as those of a stage `prod-eu`."""
    stage = (
        '  prod-eu: {account: "111122223333", region: eu-west-1, recovery_region: eu-central-1}\n'
    )
    text = changed(
        ("contacts:\n", f"{stage}contacts:\n"),
        ("data_protection:", TWINS.replace("  web:", "  eu:", 1)),
    )
    (board,) = [each for each in planned(text).dashboards if each.id == "incident-response"]

    asked = [each for each in _queries(board) if "alarmName" in each]
    assert asked
    assert all("not like /^(shop-prod-eu-)/" not in each for each in asked)


def test_a_budget_is_of_its_window_and_may_be_overdrawn() -> None:
    """A number of three hours is not that of thirty days, and below zero it says most."""
    board = render(_boards(SMALL.replace("    alarms:", OBJECTIVE, 1))["objectives"])
    panels = [panel for row in board["panels"] for panel in (row, *row.get("panels", ()))]
    left = [each for each in panels if each.get("title", "").endswith("error budget left")]

    assert len(left) >= 1
    assert {each["timeFrom"] for each in left} == {"30d"}
    assert all("min" not in each["fieldConfig"]["defaults"] for each in left)
