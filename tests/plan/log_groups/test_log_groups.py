import pytest

from tests.support.viewpoints import changed, planned, problems_of

TWO_STAGES = ("  prod:", "  test: {account: '111122223333', region: eu-west-1}\n  prod:")


def _with_group(group: str, *changes: tuple[str, str]) -> str:
    return changed(
        ("owner: payments", f"owner: payments\n    log_groups: {{app: {group}}}"), *changes
    )


FILTER = "metric_filters: {errors: {pattern: ERROR, namespace: %s, metric: Errors, default: 0}}"


def test_log_group_of_the_stage() -> None:
    """Names carry the stage, filters publish where they say, queries stand in a folder."""
    (group,) = planned(
        _with_group(
            "{name: '/shop/{stage}', create: true, retention: 30d, "
            + FILTER % "'Shop/{stage}'"
            + ", queries: {slow ones: {query: ' fields a '}}}"
        )
    ).log_groups

    assert (group.id, group.name, group.retention_days) == ("checkout-app", "/shop/prod", 30)
    (counted,) = group.metric_filters
    assert (counted.name, counted.namespace) == ("shop-prod-checkout-app-errors", "Shop/prod")
    assert (counted.value, counted.default) == ("1", 0)
    (query,) = group.queries
    assert (query.name, query.query) == ("shop/prod/checkout/slow ones", "fields a")


def test_log_group_exists_already() -> None:
    """A log group is only created where the viewpoint says so."""
    (group,) = planned(_with_group("{name: /shop}")).log_groups

    assert group.retention_days is None


@pytest.mark.parametrize(
    ("group", "subject", "kind"),
    [
        ("{name: /shop, create: true, retention: 30d}", "name", "plan/shared-log-group"),
        (
            "{name: '/shop/{stage}', " + FILTER % "Shop" + "}",
            "metric_filters.errors.namespace",
            "plan/shared-metric",
        ),
    ],
)
def test_name_without_the_stage_is_reported(group: str, subject: str, kind: str) -> None:
    """What two stages of one account and region would share is said once, of both."""
    problems = problems_of(_with_group(group, TWO_STAGES))

    assert [problem.where.subject for problem in problems] == [
        f"services.checkout.log_groups.app.{subject}"
    ]
    assert {problem.kind for problem in problems} == {kind}
    assert all("test and prod" in problem.what for problem in problems)
    assert all("{stage}" in problem.fix for problem in problems)


@pytest.mark.parametrize(
    "stage",
    ["account: '999999999999', region: eu-west-1", "account: '111122223333', region: eu-west-2"],
)
def test_stages_apart_may_share_names(stage: str) -> None:
    """Stages in other accounts or regions have log groups of the same name."""
    text = _with_group(
        "{name: /shop, create: true, retention: 30d}", ("  prod:", f"  test: {{{stage}}}\n  prod:")
    )

    assert problems_of(text) == ()


def test_log_group_that_exists_may_be_shared() -> None:
    """A log group that is created elsewhere can be read by several stages."""
    assert problems_of(_with_group("{name: /shop}", TWO_STAGES)) == ()


def test_log_group_described_twice_is_reported() -> None:
    """One log group belongs to one place in the viewpoint."""
    text = changed(
        ("owner: payments", "owner: payments\n    log_groups: {a: {name: /shop}, b: {name: /shop}}")
    )

    (problem,) = problems_of(text)
    assert problem.kind == "plan/same-name"
    assert problem.what == "two things would be the log group '/shop'"
