"""What a stage changes of the viewpoint: by one rule for all, each mistake at its own line."""

from datetime import timedelta

import pytest

from tests.support.viewpoints import changed, parsed, problems_of, rendered
from tocsin.viewpoint import Viewpoint

STAGES = """\
  prod: {account: "111122223333", region: eu-west-1, recovery_region: eu-central-1}
"""
PROD_AND_STAGING = f"""\
{STAGES}  staging:
    account: "444455556666"
    region: eu-west-1
    recovery_region: off
CHANGES"""
SEARCH = """\
  search:
    owner: web
    resources:
      index: {type: dynamodb_table, table: shop-index}
    metrics:
      hits: {namespace: Shop, metric: Hits, statistic: Sum}
"""
REST = """\
tracing:
  rules:
    health: {path: /health*, reservoir: 0, rate: 0}
    everything else: {reservoir: 1, rate: 0.05}
dashboards:
  overview: {metrics: [search/hits, checkout/orders placed]}
  search: {services: [search]}
  both: {services: [checkout, search]}
data_protection:
  schedules:
    daily: {schedule: cron(0 3 * * ? *), copy_retention: 30d}
    hourly: {schedule: cron(0 * * * ? *)}
  protected:
    orders: {resource: checkout/orders, schedules: [daily, hourly]}
    index: {resource: search/index, schedules: [hourly]}
  restore_tests:
    weekly: {schedule: cron(0 6 ? * SUN *), protected: [orders, index], within: 4h}
    monthly: {schedule: cron(0 6 1 * ? *), protected: [index], within: 4h}
"""
SMALL = changed()
SHOP = SMALL[: SMALL.index("data_protection:")]
TEXT = changed((STAGES, PROD_AND_STAGING), text=SHOP) + SEARCH + REST


def with_changes(*lines: str) -> str:
    """Return a viewpoint whose staging has these lines."""
    return TEXT.replace("CHANGES", "".join(f"    {line}\n" for line in lines))


def staging(*lines: str) -> Viewpoint:
    """Return what holds in staging with these lines."""
    return parsed(with_changes(*lines)).of_stage("staging")


def test_a_stage_without_changes_has_the_viewpoint() -> None:
    """Nothing is made for it, and for others it is as if the changes were not there."""
    viewpoint = parsed(with_changes("services: {search: off}"))

    assert viewpoint.of_stage("prod") is viewpoint
    assert list(viewpoint.services) == ["checkout", "search"]


def test_mappings_are_merged_key_by_key() -> None:
    """What is not said stays; texts and numbers are replaced, at any depth."""
    view = staging(
        "severities: {critical: {respond_within: 30m}}",
        "warm_up: 2h",
        "services: {checkout: {alarms: {no orders: {when: '< 1 for 5 of 5'}}}}",
        "data_protection: {schedules: {daily: {retention: 7d}}, "
        "protected: {orders: {retention: 3d}}}",
        "tracing: {rules: {everything else: {rate: 1}}}",
        "dashboards: {overview: {time_range: 1h}}",
    )

    alarm = view.services["checkout"].alarms["no orders"]
    assert alarm.when is not None
    assert (alarm.when.evaluation_periods, alarm.severity) == (5, "critical")
    daily = view.data_protection.schedules["daily"]
    assert (daily.retention.days, daily.schedule) == (7, "cron(0 3 * * ? *)")
    assert view.data_protection.protected["orders"].retention == timedelta(days=3)
    assert view.tracing.rules["everything else"].rate == 1
    assert view.tracing.rules["everything else"].reservoir == 1
    assert view.dashboards["overview"].metrics
    assert view.warm_up.total_seconds() == 7_200


def test_lists_are_replaced() -> None:
    """A list is one value."""
    view = staging(
        "escalation: {critical: [{notify: ana}]}",
        "data_protection: {protected: {orders: {schedules: [daily]}}}",
    )

    assert [tier.recipients for tier in view.escalation["critical"]] == [("ana",)]
    assert view.escalation["warning"]
    assert view.data_protection.protected["orders"].schedules == ("daily",)


def test_off_takes_out() -> None:
    """A service, a setting, an alarm of one's own, an alarm of a type: each is not there."""
    view = staging(
        "services: {checkout: {alarms: {no orders: off}, "
        "resources: {orders: {alarms: {read-throttles: off}}}}}",
        "data_protection: {schedules: {daily: {copy_retention: off}}}",
        "dashboards: {overview: off}",
    )

    checkout = view.services["checkout"]
    assert checkout.alarms == {}
    assert checkout.resources["orders"].alarms == {"read-throttles": "off"}
    assert view.data_protection.schedules["daily"].copy_retention is None
    assert list(view.dashboards) == ["search", "both"]


def test_what_is_new_stands_before_the_name_that_follows_it() -> None:
    """Of sampling rules the first that matches decides, so their order can be said."""
    debug, last = "{path: /debug*, reservoir: 1, rate: 1}", "{reservoir: 0, rate: 0}"
    view = staging(
        f"tracing: {{rules: {{debug: {debug}, everything else: {{rate: 1}}, last: {last}}}}}"
    )

    assert list(view.tracing.rules) == ["health", "debug", "everything else", "last"]


def test_what_names_something_that_is_off_is_without_it() -> None:
    """Dashboards no longer show it, nothing protects it; what was about nothing else is gone."""
    view = staging("services: {search: off}")

    assert view.dashboards["overview"].metrics == ("checkout/orders placed",)
    assert view.dashboards["both"].services == ("checkout",)
    assert "search" not in view.dashboards
    assert list(view.data_protection.protected) == ["orders"]
    assert view.data_protection.restore_tests["weekly"].protected == ("orders",)
    assert "monthly" not in view.data_protection.restore_tests


def test_a_schedule_that_is_off_protects_nothing() -> None:
    """What only it protected is not protected in the stage, and not restored either."""
    view = staging("data_protection: {schedules: {hourly: off}}")

    assert list(view.data_protection.protected) == ["orders"]
    assert view.data_protection.protected["orders"].schedules == ("daily",)


def test_who_is_told_is_never_fewer_by_accident() -> None:
    """A contact that is off and still named is a problem, at the policy that names it."""
    (problem,) = problems_of(
        with_changes(
            "contacts: {ben: {email: b@example.com}, ana: off}",
            "on_call: {primary: {members: [ben]}}",
        )
    )[:1]

    assert problem.kind == "viewpoint/unknown-name"
    assert "'ana'" in problem.what


@pytest.mark.parametrize(
    ("line", "subject", "what", "fix"),
    [
        (
            "services: {serach: off}",
            "services.serach",
            "there is no 'serach' to take out",
            "did you mean 'search'?",
        ),
        (
            "services: {checkout: {alarms: {no order: {severity: info}}}}",
            "services.checkout.alarms.no order",
            "no 'no order' to change, and to be new it lacks metric, means, matters, first_action",
            "did you mean 'no orders'?",
        ),
        (
            "services: {search: {owner: }}",
            "services.search.owner",
            "nothing is written here",
            "write what holds in the stage, or off to take it out there",
        ),
        (
            "data_protection: {schedules: {daily: {retension: 7d}}}",
            "data_protection.schedules.daily.retension",
            "the key 'retension' is unknown",
            "did you mean 'retention'?",
        ),
        (
            "tracing: {rules: {everything else: {rate: 2}}}",
            "tracing.rules.everything else.rate",
            "2 is too large",
            "use 1 or less",
        ),
        (
            "services: {checkout: {resources: {orders: {type: off}}}}",
            "services.checkout.resources.orders.type",
            "'type' is missing",
            "add 'type'",
        ),
        (
            "services: {checkout: {alarms: {no orders: {metric: visits}}}}",
            "services.checkout.alarms.no orders.metric",
            "there is no metric 'visits'",
            "orders placed",
        ),
        (
            "data_protection: {protected: {orders: {schedules: [weekly]}}}",
            "data_protection.protected.orders.schedules[0]",
            "there is no schedule 'weekly'",
            "daily",
        ),
        (
            "services: {checkout: {alarms: {no orders: {stages: {staging: off}}}}}",
            "services.checkout.alarms.no orders.stages",
            "the changes of a stage have no stages",
            "write it without",
        ),
        (
            "services: {checkout: {resources: {orders: {tabel: x}}}}",
            "services.checkout.resources.orders.tabel",
            "there is no identifier of dynamodb_table 'tabel'",
            "did you mean 'table'?",
        ),
        (
            "services: {checkout: {metrics: {orders placed: {period: 45s}}}}",
            "services.checkout.metrics.orders placed.period",
            "45s is not a period CloudWatch has",
            "use 10s",
        ),
        ("services: []", "services", "stands where a mapping is expected", "write keys"),
        ("services: {checkout: [a]}", "services.checkout", "stands where a mapping", "write keys"),
    ],
)
def test_a_mistake_stands_where_it_is_written(line: str, subject: str, what: str, fix: str) -> None:
    """What is wrong with changes is told once, at the line of the changes, with what is allowed."""
    (problem,) = problems_of(with_changes(line))

    assert problem.where.subject == f"stages.staging.{subject}"
    assert problem.where.position is not None
    assert what in problem.what
    assert fix in problem.fix


def test_mistakes_of_changes_and_others_are_told_together() -> None:
    """Mistakes in the viewpoint and in two stages' changes are all there, each once."""
    text = with_changes("services: {checkout: {alarms: {no orders: {severity: high}}}}")
    text = changed(
        (
            "recovery_region: eu-central-1}",
            "recovery_region: eu-central-1, tracing: {rules: {health: {rate: x}}}}",
        ),
        ("owner: payments", "owner: 5"),
        text=text,
    )

    assert [problem.where.subject for problem in problems_of(text)] == [
        "stages.prod.tracing.rules.health.rate",
        "stages.staging.services.checkout.alarms.no orders.severity",
        "services.checkout.owner",
    ]


def test_an_alarm_changes_in_one_place() -> None:
    """Its own `stages` are the shorter way for one setting; both at once would be a riddle."""
    text = changed(
        (
            "        first_action: Place one.",
            "        first_action: Place one.\n        stages: {staging: off}",
        ),
        text=with_changes("services: {checkout: {alarms: {no orders: {severity: info}}}}"),
    )
    (problem,) = problems_of(text)

    assert problem.where.subject == "stages.staging.services.checkout.alarms.no orders"
    assert "says itself what differs in staging" in problem.what


def test_what_is_wrong_in_the_viewpoint_is_told_once() -> None:
    """A mistake that holds in each stage, whatever these change, is one problem."""
    text = changed(
        ("metric: orders placed", "metric: visits"), text=with_changes("services: {search: off}")
    )

    assert [problem.where.subject for problem in problems_of(text)] == [
        "services.checkout.alarms.no orders.metric"
    ]


def test_a_stage_may_mend_what_others_have() -> None:
    """What is too late for the promise of production may be soon enough for another stage."""
    slow = ("severity: critical", "severity: critical\n        period: 5m")
    text = changed(slow, text=with_changes("severities: {critical: {respond_within: 1h}}"))
    late = [problem for problem in problems_of(text) if problem.kind == "plan/pages-too-late"]

    assert len(late) == 1
    own = with_changes("services: {checkout: {alarms: {no orders: {period: 5m}}}}")
    (problem,) = problems_of(own)
    assert problem.where.subject.startswith("stages.staging.services.checkout.alarms.no orders")


def test_changes_read_well() -> None:
    """The message of a mistake in changes shows the line of the stage."""
    assert "stages.staging.tracing.rules.health.rate" in rendered(
        with_changes("tracing: {rules: {health: {rate: -1}}}")
    )


def test_off_takes_out_what_stands_at_the_top() -> None:
    """As it does what is below: a stage without Grafana has none, though the others do."""
    text = f"{with_changes('grafana: off')}grafana: https://grafana.example.com\n"

    assert parsed(text).of_stage("prod").grafana_url == "https://grafana.example.com"
    assert parsed(text).of_stage("staging").grafana is None
