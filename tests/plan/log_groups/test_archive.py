import pytest

from tests.support.viewpoints import changed, errors_of, planned, problems_of
from tocsin.plan import LogBucketSpec

MADE = "create: true, retention: 400d, cold_after: 90d"
KEY = "arn:aws:kms:eu-west-1:111122223333:key/1"
TWO_STAGES = ("  prod:", "  test: {account: '111122223333', region: eu-west-1}\n  prod:")
TWO_REGIONS = (
    "region: eu-west-1, recovery_region: eu-central-1",
    "regions: [eu-west-1, us-east-1], recovery_region: eu-central-1",
)


def _with_groups(*archives: str, changes: tuple[tuple[str, str], ...] = ()) -> str:
    groups = ", ".join(
        f"app{number}: {{name: '/shop/{{stage}}/{number}', archive: {{{each}}}}}"
        for number, each in enumerate(archives)
    )
    groups = f"log_groups: {{{groups}}}"
    return changed(("owner: payments", f"owner: payments\n    {groups}"), *changes)


def test_bucket_is_made_once_for_several_log_groups() -> None:
    """One of them makes it, and each has its own prefix there."""
    text = _with_groups(f"bucket: 'logs-{{stage}}', {MADE}", "bucket: logs-prod, pattern: ERROR")
    first, second = (group.archive for group in planned(text).log_groups)

    assert first is not None
    assert second is not None
    assert first.made == LogBucketSpec(name="logs-prod", retention_days=400, cold_days=90)
    assert (second.bucket, second.made, second.pattern) == ("logs-prod", None, "ERROR")
    assert first.prefix == "shop/prod/eu-west-1/checkout/app0"
    assert second.prefix == "shop/prod/eu-west-1/checkout/app1"


def test_alarms_that_come_along() -> None:
    """On what is not forwarded, and on what is forwarded and does not arrive."""
    plan = planned(_with_groups(f"bucket: logs, {MADE}"))
    alarms = {each.id: each for each in plan.alarms if each.id.startswith("checkout-app0-")}
    (errors,) = alarms["checkout-app0-subscription-delivery-errors"].series.metrics
    (fresh,) = alarms["checkout-app0-archive-behind"].series.metrics
    (group,) = plan.log_groups

    assert group.archive is not None
    assert dict(errors.dimensions) == {
        "LogGroupName": "/shop/prod/0",
        "DestinationType": "Firehose",
        "FilterName": group.archive.name,
    }
    assert fresh.dimensions == (("DeliveryStreamName", group.archive.name),)
    assert alarms.keys() == {
        "checkout-app0-archive-behind",
        "checkout-app0-subscription-delivery-errors",
        "checkout-app0-subscription-delivery-throttled",
    }


def test_alarm_of_the_archive_can_be_left_out() -> None:
    """As those of the catalogue can."""
    text = _with_groups(f"bucket: logs, {MADE}").replace(
        "archive: {", "alarms: {archive-behind: off}, archive: {"
    )

    assert "checkout-app0-archive-behind" not in {each.id for each in planned(text).alarms}


def test_names_fit_whatever_the_log_group_is_called() -> None:
    """A stream has 64 characters at most."""
    text = _with_groups(f"bucket: logs, {MADE}").replace("app0", "a" * 60)
    (group,) = planned(text).log_groups

    assert group.archive is not None
    assert len(group.archive.name) == 64


@pytest.mark.parametrize(
    ("archives", "kind", "place", "said"),
    [
        (["bucket: logs, create: true"], "viewpoint/invalid-value", "", "retention"),
        (["bucket: logs, retention: 30d"], "viewpoint/invalid-value", "", "create: true"),
        (["bucket: Logs"], "viewpoint/wrong-form", ".bucket", "small letters"),
        (["bucket: logs-"], "plan/wrong-bucket-name", ".bucket", "small letters"),
        ([f"bucket: logs, {MADE}, key: '{KEY}'"], "viewpoint/invalid-value", "", "remove key"),
        (
            ["bucket: logs, create: true, retention: 100d, cold_after: 30d"],
            "viewpoint/invalid-value",
            "",
            "90d",
        ),
        (
            ["bucket: logs, create: true, retention: 30d, cold_after: 30d"],
            "viewpoint/invalid-value",
            "",
            "before they move",
        ),
        (
            ["bucket: logs, create: true, retention: 36h"],
            "viewpoint/invalid-value",
            ".retention",
            "365d",
        ),
        (["bucket: logs, pattern: '{ a'"], "plan/wrong-filter-pattern", ".pattern", "brace"),
    ],
)
def test_what_is_refused(archives: list[str], kind: str, place: str, said: str) -> None:
    """Each problem stands where it is, and says what to write."""
    (problem,) = errors_of(_with_groups(*archives))

    where = f"services.checkout.log_groups.app0.archive{place}"
    assert (problem.kind, problem.where.subject) == (kind, where)
    assert said in f"{problem.what} {problem.fix}"


@pytest.mark.parametrize(
    ("archives", "changes", "kind", "said"),
    [
        ([f"bucket: logs, {MADE}"] * 2, (), "plan/bucket-made-twice", "one log group"),
        ([f"bucket: logs, {MADE}"], (TWO_REGIONS,), "plan/bucket-made-twice", "{region}"),
        ([f"bucket: logs, {MADE}"], (TWO_STAGES,), "plan/shared-bucket", "{stage}"),
        (
            [f"bucket: logs, {MADE}", f"bucket: logs, key: '{KEY}'"],
            (),
            "plan/bucket-has-key",
            "remove key",
        ),
    ],
)
def test_buckets_are_made_once(
    archives: list[str], changes: tuple[tuple[str, str], ...], kind: str, said: str
) -> None:
    """A bucket has one maker, of all stages, Regions and log groups."""
    problems = errors_of(_with_groups(*archives, changes=changes))

    assert {problem.kind for problem in problems} == {kind}
    assert all(said in problem.fix for problem in problems)


def test_bucket_of_another_region_is_refused() -> None:
    """Its key is there as well."""
    text = _with_groups(
        f"bucket: logs, {MADE}}}, regions: [eu-west-1], queries: {{",
        "bucket: logs",
        changes=(TWO_REGIONS,),
    )

    assert [each.kind for each in errors_of(text)] == ["plan/bucket-in-other-region"]


def test_archive_of_one_log_by_two_stages() -> None:
    """A log group that exists may be archived by both, into buckets of their own."""
    text = _with_groups("bucket: 'logs-{stage}'", changes=(TWO_STAGES, ("/{stage}/0", "/0")))

    assert problems_of(text) == ()
