from tests.support.viewpoints import WHOLE, changed, planned


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

    assert [panel.title for panel in overview.rows[0].panels] == [
        "Orders placed",
        "Conversion rate",
    ]
    assert all(panel.headline for panel in overview.rows[0].panels)


def test_panel_shows_the_thresholds_of_its_alarms() -> None:
    """The panel of a metric carries the alarms that watch it."""
    dashboard, _ = planned(_dashboards("{all: {}}")).dashboards

    panels = {panel.title: panel for row in dashboard.rows for panel in row.panels}
    assert [alarm.id for alarm in panels["Orders placed"].alarms] == ["checkout-no-orders"]


def test_rows_are_never_empty() -> None:
    """A service or resource without anything to show has no row."""
    for dashboard in planned(WHOLE.read_text(), "staging").dashboards:
        assert all(row.panels for row in dashboard.rows)


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
        for panel in row.panels
        for alarm in panel.alarms
    }
    assert {alarm.id for alarm in plan.alarms} == shown


def test_services_stand_before_their_resources() -> None:
    """What users feel is shown before the machines that cause it."""
    overview = planned(WHOLE.read_text()).dashboards[0]

    titles = [row.title for row in overview.rows]
    services = [title for title in titles[1:] if ":" not in title]
    assert titles[1 : 1 + len(services)] == services
