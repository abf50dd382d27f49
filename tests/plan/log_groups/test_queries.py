from tests.support.viewpoints import changed, errors_of, planned

QUERY = "slow: {query: filter duration > 1, alarm: %s}"


def _with_query(query: str) -> str:
    groups = f"log_groups: {{app: {{name: /shop, queries: {{{query}}}}}}}"
    return changed(("owner: payments", f"owner: payments\n    {groups}"))


def test_query_of_a_runbook_is_in_the_folder_of_its_page() -> None:
    """Whoever reads the page finds its queries by the page's path."""
    plan = planned(_with_query(QUERY % "no orders"))
    (query,) = plan.log_groups[0].queries
    (alarm,) = [each for each in plan.alarms if each.id == "checkout-no-orders"]

    assert query.name == "shop/prod/checkout/no-orders/slow"
    assert query.name.removeprefix("shop/prod/").startswith(alarm.runbook_path.removesuffix(".md"))


def test_other_queries_are_in_the_folder_of_their_service() -> None:
    """As they were before queries could name an alarm."""
    (query,) = planned(_with_query("slow: {query: filter duration > 1}")).log_groups[0].queries

    assert query.name == "shop/prod/checkout/slow"


def test_alarm_that_is_not_there() -> None:
    """A folder of a page that does not exist would never be looked into."""
    (problem,) = errors_of(_with_query(QUERY % "no order"))

    assert problem.kind == "plan/unknown-alarm-of-query"
    assert problem.where.subject == "services.checkout.log_groups.app.queries.slow.alarm"
    assert "no orders" in problem.fix
