import pytest

from tests.support.viewpoints import SMALL, changed, problems_of

LAST = "data_protection:"
QUERIES = "queries: {x: {query: fields a}, X: {query: fields b}}"
METRIC = "{namespace: S, metric: O, statistic: Sum}"


@pytest.mark.parametrize(
    ("change", "subject", "what"),
    [
        (("members: [ana]", "members: [eva]"), "on_call.primary.members[0]", "contact or rotation"),
        (("page: primary", "page: eva"), "escalation.critical[0].page", "contact or rotation"),
        (("notify: ana", "notify: [ana, eva]"), "escalation.warning[0].notify", "contact or"),
        (("digest: ana", "digest: eva"), "escalation.info[0].digest", "contact or rotation"),
        (
            (", recovery_region: eu-central-1", ", escalation: {info: [{digest: eva}]}"),
            "stages.prod.escalation.info[0].digest",
            "contact or rotation",
        ),
        (
            ("metric: orders placed", "metric: visits"),
            "services.checkout.alarms.no orders.metric",
            "metric",
        ),
        (
            ("severity: critical", "severity: critical\n        stages: {test: off}"),
            "services.checkout.alarms.no orders.stages.test",
            "stage",
        ),
        (
            ("table: shop-orders", "table: t-1, alarms: {read-throttles: {stages: {test: off}}}"),
            "services.checkout.resources.orders.alarms.read-throttles.stages.test",
            "stage",
        ),
        (
            (
                "    alarms:",
                "      rate: {expression: a, of: {a: visits}}\n    alarms:",
            ),
            "services.checkout.metrics.rate.of.a",
            "metric",
        ),
        (
            (
                "    alarms:",
                "    objectives: {o: {target: 99, bad: visits, total: orders placed}}\n    alarms:",
            ),
            "services.checkout.objectives.o.bad",
            "metric",
        ),
        (
            (
                "    alarms:",
                "    objectives: {o: {target: 99, bad: orders placed, total: visits}}\n    alarms:",
            ),
            "services.checkout.objectives.o.total",
            "metric",
        ),
        (
            ("checkout/orders", "checkout/visits"),
            "data_protection.protected.orders.resource",
            "resource",
        ),
        (
            ("schedules: [daily]", "schedules: [daily, weekly]"),
            "data_protection.protected.orders.schedules[1]",
            "schedule",
        ),
        (
            (
                "  protected:",
                (
                    "  restore_tests:\n"
                    "    t: {schedule: cron(0 3 * * ? *), protected: [x], within: 1h}\n"
                    "  protected:"
                ),
            ),
            "data_protection.restore_tests.t.protected[0]",
            "protected resource",
        ),
        (
            (LAST, "dashboards: {d: {services: [x]}}\n" + LAST),
            "dashboards.d.services[0]",
            "service",
        ),
        (
            (LAST, "dashboards: {d: {metrics: [checkout/x]}}\n" + LAST),
            "dashboards.d.metrics[0]",
            "metric",
        ),
    ],
)
def test_name_that_leads_nowhere_is_reported(
    change: tuple[str, str], subject: str, what: str
) -> None:
    """Every reference has to lead to something that the viewpoint has."""
    (problem,) = problems_of(changed(change))

    assert problem.where.subject == subject
    assert problem.what.startswith(f"there is no {what}")
    assert problem.fix


@pytest.mark.parametrize(
    ("others", "fix"),
    [
        ("", "none is defined; remove it"),
        ("  front: {owner: web}\n", "use front, the only one there is"),
        ("  paymnt: {owner: web}\n", "did you mean 'paymnt'?"),
        ("  front: {owner: web}\n  api: {owner: web}\n", "use one of front, api"),
    ],
)
def test_a_service_is_not_offered_itself_as_what_it_depends_on(others: str, fix: str) -> None:
    """Only another service can be what was meant."""
    change = ("  checkout:\n", f"{others}  checkout:\n    depends_on: [payment]\n")

    (problem,) = problems_of(changed(change))

    assert (problem.what, problem.fix) == ("there is no service 'payment'", fix)


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ((LAST, "dashboards: {a b: {}, A_b: {}}\n" + LAST), "dashboards.A_b"),
        (("  ana: {", "  Ana: {email: a@b.cc}\n  ana: {"), "contacts.ana"),
        (
            ("      orders:", "      Orders: {type: dynamodb_table, table: t-1}\n      orders:"),
            "services.checkout.resources.orders",
        ),
        (
            (
                "    alarms:",
                "      Orders_placed: {namespace: S, metric: O, statistic: Sum}\n    alarms:",
            ),
            "services.checkout.metrics.Orders_placed",
        ),
        (
            ("recovery_region: eu-central-1", "contacts: {Ana: {email: a@b.cc}}"),
            "stages.prod.contacts.Ana",
        ),
        (
            (
                "owner: payments",
                f"owner: payments\n    log_groups: {{a: {{name: /a, {QUERIES}}}}}",
            ),
            "services.checkout.log_groups.a.queries.X",
        ),
    ],
)
def test_names_with_one_id_are_reported(change: tuple[str, str], path: str) -> None:
    """Names that differ only in case, blanks, - and _ would be one thing in AWS."""
    (problem,) = problems_of(changed(change))

    assert "get the same id" in problem.what
    assert path in (problem.where.subject, "x")


def test_each_circle_of_rotations_is_reported_once() -> None:
    """A circle is one problem, whichever of its rotations it is entered by."""
    text = changed(
        (
            "  primary: {members: [ana]}",
            (
                "  outside: {members: [primary]}\n"
                "  primary: {members: [ana, second]}\n"
                "  second: {members: [third]}\n"
                "  third: {members: [primary]}\n"
                "  alone: {members: [alone]}"
            ),
        )
    )

    assert [problem.what for problem in problems_of(text)] == [
        "the rotation leads back to itself: primary → second → third → primary",
        "the rotation leads back to itself: alone → alone",
    ]


@pytest.mark.parametrize("severity", ["critical", "warning", "info"])
def test_each_severity_reaches_somebody(severity: str) -> None:
    """A severity without an escalation policy is reported."""
    lines = [line for line in SMALL.splitlines() if not line.startswith(f"  {severity}: [")]
    (problem,) = problems_of("\n".join(lines))

    assert problem.where.subject == f"escalation.{severity}"
    assert problem.what == f"nobody is named for {severity} alarms"


@pytest.mark.parametrize(
    "change",
    [
        ("  primary:", "  ana: {members: [ana]}\n  primary:"),
        ("recovery_region: eu-central-1", "contacts: {primary: {email: a@b.cc}}"),
    ],
)
def test_contact_is_no_rotation(change: tuple[str, str]) -> None:
    """A name stands for a contact or for a rotation, in every stage."""
    assert any(
        problem.what.endswith("is a contact as well as a rotation")
        for problem in problems_of(changed(change))
    )


def test_tiers_wait_longer_and_longer() -> None:
    """A tier that comes no later than the one before it is reported."""
    (problem,) = problems_of(
        changed(
            ("{page: primary}", "{page: primary}, {after: 5m, page: ana}, {after: 5m, page: ana}")
        )
    )

    assert problem.where.subject == "escalation.critical[2]"


def test_calculated_metric_is_not_calculated_from_another() -> None:
    """Metric math in metric math is refused, because the plan builds one expression."""
    (problem,) = problems_of(
        changed(
            (
                "    alarms:",
                (
                    "      a: {expression: x, of: {x: orders placed}}\n"
                    "      b: {expression: x, of: {x: a}}\n    alarms:"
                ),
            )
        )
    )

    assert problem.where.subject == "services.checkout.metrics.b.of.x"


@pytest.mark.parametrize("region", ["", ", recovery_region: eu-west-1"])
def test_copies_need_another_region(region: str) -> None:
    """Copies of backups are made in a region that is not the stage's."""
    (problem,) = problems_of(
        changed(
            (", recovery_region: eu-central-1", region),
            ("cron(0 3 * * ? *)", "cron(0 3 * * ? *), copy_retention: 30d"),
        )
    )

    assert problem.where.subject == "stages.prod.recovery_region"
