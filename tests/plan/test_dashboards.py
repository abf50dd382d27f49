import re

from tests.support.catalogue import kinds
from tests.support.viewpoints import WHOLE, changed, of_every_type, planned
from tocsin.catalogue import load_resource_type
from tocsin.plan import DashboardSpec, PanelSpec
from tocsin.plan.boards.sources import called


def _dashboards(text: str) -> str:
    return changed(("data_protection:", f"dashboards: {text}\ndata_protection:"))


def test_dashboard_shows_all_services_or_those_it_names() -> None:
    """Without services a dashboard shows all; with one, its alarms are that service's."""
    overview, checkout, *_ = planned(WHOLE.read_text()).dashboards

    assert [service for service, _ in overview.services] == ["storefront", "checkout"]
    assert [service for service, _ in checkout.services] == ["checkout"]
    assert overview.alarm_prefixes == ("shop-prod-",)
    assert checkout.alarm_prefixes == ("shop-prod-checkout-",)


def test_headline_comes_first() -> None:
    """The metrics that a dashboard names stand in its first row."""
    overview = planned(WHOLE.read_text()).dashboards[0]

    assert [panel.title for panel in overview.rows[0].charts] == [
        "Checkout: orders placed",
        "Checkout: conversion rate",
    ]
    assert all(panel.headline for panel in overview.rows[0].charts)


def test_panel_shows_the_thresholds_of_its_alarms() -> None:
    """The panel of a metric carries the alarms that watch it."""
    panels = {panel.title: panel for panel in _board("checkout", changed()).charts}

    assert [each.id for each in panels["Checkout: orders placed"].alarms] == ["checkout-no-orders"]


def test_rows_are_never_empty() -> None:
    """A service or resource without anything to show has no row."""
    for dashboard in planned(WHOLE.read_text(), "staging").dashboards:
        assert all(row.panels for row in dashboard.rows)


def test_long_names_have_different_identities() -> None:
    """Dashboards keep Grafana's 40 characters and stay apart when their names begin alike."""
    name = "a" * 60
    dashboards = planned(_dashboards(f"{{{name} one: {{}}, {name} two: {{}}}}")).dashboards

    identities = [each.uid for each in dashboards if each.id.startswith(name)]
    assert [len(identity) for identity in identities] == [40, 40]
    assert len(set(identities)) == 2


def test_what_tocsin_watches_itself_has_a_dashboard() -> None:
    """The alarms of paging and backups are shown, although no service of the viewpoint has them."""
    plan = planned(WHOLE.read_text())

    shown = {
        alarm.id
        for each in plan.dashboards
        for row in each.rows
        for panel in row.charts
        for alarm in panel.alarms
    }
    assert {alarm.id for alarm in plan.alarms} == shown


def test_services_stand_before_their_resources() -> None:
    """What users feel is shown before the machines that cause it."""
    overview = planned(WHOLE.read_text()).dashboards[0]

    titles = [row.title for row in overview.rows]
    services = [title for title in titles[1:] if ":" not in title]
    assert titles[1 : 1 + len(services)] == services


QUEUE = "      parcels: {type: sqs_queue, queue: parcels}\n    metrics:"


def _board(name: str, text: str) -> DashboardSpec:
    (board,) = [each for each in planned(text).dashboards if each.id == name]
    return board


def _panels(row: str, *changes: tuple[str, str]) -> list[PanelSpec]:
    rows = _board("checkout", changed(*changes)).rows
    return [panel for each in rows if each.title == row for panel in each.charts]


def test_traffic_comes_first() -> None:
    """A resource's row begins with what is asked of it, which has no alarm."""
    traffic, *others = _panels("Parcels queue", ("    metrics:", QUEUE))

    assert traffic.title == "Parcels queue: messages sent and messages deleted"
    assert [each.label for each in traffic.series] == ["Messages sent", "Messages deleted"]
    assert traffic.alarms == ()
    assert [each.title for each in others] == [
        "Parcels queue: age of the oldest message",
        "Parcels queue: waiting messages",
        "Parcels queue: backlog that nobody receives",
        "Parcels queue: messages in work",
    ]


def test_a_resource_without_alarms_has_a_row() -> None:
    """What is watched by nobody can still be looked at."""
    alarms = ", ".join(f"{name}: off" for name in load_resource_type("sqs_queue").alarms)
    text = QUEUE.replace("queue: parcels", f"queue: parcels, alarms: {{{alarms}}}").replace(
        "parcels, alarms", "parcels, dead_letter_queue: lost, alarms"
    )

    panels = _panels("Parcels queue", ("    metrics:", text))

    assert [panel.title.partition(": ")[2] for panel in panels] == [
        "messages sent and messages deleted",
        "age of the oldest message",
        "waiting messages",
    ]


def test_a_metric_with_an_alarm_is_shown_once() -> None:
    """Its chart has the threshold; a second one would say less."""
    for panels in (
        _panels("Orders table"),
        _panels("Parcels queue", ("    metrics:", QUEUE)),
    ):
        shown = [
            (metric.name, metric.dimensions, metric.statistic)
            for panel in panels
            for series in panel.series
            if series.expression is None
            for metric in series.metrics
        ]
        assert len(set(shown)) == len(shown)


def test_every_type_has_a_row_that_begins_with_a_signal() -> None:
    """Whatever a type has of the golden signals is there, named by identifiers alone."""
    boards = [each for each in planned(of_every_type()).dashboards if each.kind == "service"]
    titles = {row.title for board in boards for row in board.rows}
    missing = [
        kind.name
        for kind in kinds()
        if (kind.alarms or any(each.role for each in kind.metrics.values()))
        and titles.isdisjoint({called(kind.name), called(kind.name, kind.noun)})
    ]

    assert missing == []
    assert all(panel.series for board in boards for panel in board.charts)


def test_titles_are_words() -> None:
    """No title of any type has the name that AWS gave a metric, nor a statistic in brackets."""
    names = {
        name for kind in kinds() for name in kind.metrics if len(re.findall("[A-Z][a-z]", name)) > 1
    }
    odd = [
        panel.title
        for board in planned(of_every_type()).dashboards
        for panel in board.charts
        if not names.isdisjoint(re.split(r"[^\w.]+", panel.title))
        or re.search(r"\((Sum|Average|p[0-9]+)\)", panel.title)
    ]

    assert odd == []


def test_of_many_operations_those_with_alarms_are_shown() -> None:
    """A table has a latency for each operation; that of reads tells what users wait for."""
    (latency,) = [
        each
        for each in _panels("Orders table")
        if each.title == "Orders table: GetItem request latency and query request latency"
    ]

    assert [each.label for each in latency.series] == [
        "GetItem request latency, average",
        "Query request latency, average",
    ]


def test_what_needs_an_opt_in_is_shown_with_it() -> None:
    """A metric that does not exist has no chart."""
    service = "      web: {type: ecs_service, cluster: shop, service: web}\n    metrics:"
    insights = service.replace("web}", "web, opt_ins: [container_insights]}")

    without = [each.title for each in _panels("Web service", ("    metrics:", service))]
    with_it = [each.title for each in _panels("Web service", ("    metrics:", insights))]

    assert "Web service: network bytes received" not in without
    assert with_it[0] == "Web service: network bytes received"
