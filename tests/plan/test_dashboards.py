import json

from tests.support.catalogue import kinds
from tests.support.viewpoints import WHOLE, changed, of_every_type, planned
from tocsin.catalogue import load_resource_type
from tocsin.plan import PanelSpec


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
        "Orders placed",
        "Conversion rate",
    ]
    assert all(panel.headline for panel in overview.rows[0].charts)


def test_panel_shows_the_thresholds_of_its_alarms() -> None:
    """The panel of a metric carries the alarms that watch it."""
    dashboard, _ = planned(_dashboards("{all: {}}")).dashboards

    panels = {panel.title: panel for row in dashboard.rows for panel in row.charts}
    assert [alarm.id for alarm in panels["Orders placed"].alarms] == ["checkout-no-orders"]


def test_rows_are_never_empty() -> None:
    """A service or resource without anything to show has no row."""
    for dashboard in planned(WHOLE.read_text(), "staging").dashboards:
        assert all(row.charts for row in dashboard.rows)


def test_long_names_have_different_identities() -> None:
    """Dashboards keep Grafana's 40 characters and stay apart when their names begin alike."""
    name = "a" * 60
    *dashboards, _ = planned(_dashboards(f"{{{name} one: {{}}, {name} two: {{}}}}")).dashboards

    identities = [dashboard.uid for dashboard in dashboards]
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


def _panels(row: str, *changes: tuple[str, str]) -> list[PanelSpec]:
    text = changed(*changes, text=_dashboards("{all: {}}"))
    rows = planned(text).dashboards[0].rows
    return [panel for each in rows if each.title == row for panel in each.charts]


def test_traffic_comes_first() -> None:
    """A resource's row begins with what is asked of it, which has no alarm."""
    traffic, *others = _panels("checkout: parcels", ("    metrics:", QUEUE))

    assert traffic.title == "Traffic"
    assert [each.label for each in traffic.series] == [
        "NumberOfMessagesSent (Sum)",
        "NumberOfMessagesDeleted (Sum)",
    ]
    assert traffic.alarms == ()
    assert [each.title for each in others] == [
        "ApproximateAgeOfOldestMessage (Maximum)",
        "Saturation: ApproximateNumberOfMessagesVisible (Maximum)",
        "Backlog that nobody receives",
        "ApproximateNumberOfMessagesNotVisible (Maximum)",
    ]


def test_a_resource_without_alarms_has_a_row() -> None:
    """What is watched by nobody can still be looked at."""
    alarms = ", ".join(f"{name}: off" for name in load_resource_type("sqs_queue").alarms)
    text = QUEUE.replace("queue: parcels", f"queue: parcels, alarms: {{{alarms}}}").replace(
        "parcels, alarms", "parcels, dead_letter_queue: lost, alarms"
    )

    panels = _panels("checkout: parcels", ("    metrics:", text))

    assert [panel.title.partition(":")[0] for panel in panels] == [
        "Traffic",
        "Latency",
        "Saturation",
    ]


def test_a_metric_with_an_alarm_is_shown_once() -> None:
    """Its chart has the threshold; a second one would say less."""
    for panels in (
        _panels("checkout: orders"),
        _panels("checkout: parcels", ("    metrics:", QUEUE)),
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
    rows = planned(_of_every_type()).dashboards[0].rows
    missing = [
        kind.name
        for kind in kinds()
        if (kind.alarms or any(each.role for each in kind.metrics.values()))
        and not any(row.title == f"everything: {kind.name}" for row in rows)
    ]

    assert missing == []
    assert all(panel.series for row in rows for panel in row.charts)


def _of_every_type() -> str:
    return json.dumps({**json.loads(of_every_type()), "dashboards": {"all": {}}})


def test_of_many_operations_those_with_alarms_are_shown() -> None:
    """A table has a latency for each operation; that of reads tells what users wait for."""
    (latency,) = [each for each in _panels("checkout: orders") if each.title == "Latency"]

    assert [each.label for each in latency.series] == [
        "GetItem SuccessfulRequestLatency (Average)",
        "Query SuccessfulRequestLatency (Average)",
    ]


def test_what_needs_an_opt_in_is_shown_with_it() -> None:
    """A metric that does not exist has no chart."""
    service = "      web: {type: ecs_service, cluster: shop, service: web}\n    metrics:"
    insights = service.replace("web}", "web, opt_ins: [container_insights]}")

    without = [each.title for each in _panels("checkout: web", ("    metrics:", service))]
    with_it = [each.title for each in _panels("checkout: web", ("    metrics:", insights))]

    assert "Traffic: NetworkRxBytes (Average)" not in without
    assert with_it[0] == "Traffic: NetworkRxBytes (Average)"
