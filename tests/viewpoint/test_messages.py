"""What a person reads about each mistake: the snapshot is there to be read."""

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.support.viewpoints import changed, problems_of, rendered

LAST = "data_protection:"

MISTAKES: dict[str, list[tuple[str, str]]] = {
    "unknown key": [("owner: platform", "owner: platform\nteam: a")],
    "misspelt key": [("region: eu-west-1", "regoin: eu-west-1")],
    "missing key": [("    owner: payments\n", "")],
    "misspelt way to reach a contact": [("email: ana", "mail: ana")],
    "text for a number": [(LAST, "tracing: {rules: {a: {rate: high, reservoir: 1}}}\n" + LAST)],
    "number out of bounds": [(LAST, "tracing: {rules: {a: {rate: 2, reservoir: -1}}}\n" + LAST)],
    "number for text": [('"111122223333"', "111122223333")],
    "text for a list": [("members: [ana]", "members: ana")],
    "text for a mapping": [("{email: ana@example.com}", "ana@example.com")],
    "list for text": [("system: shop", "system: [shop]")],
    "nothing for text": [("owner: platform", "owner:")],
    "word for true": [("cron(0 3 * * ? *)", "cron(0 3 * * ? *), continuous: yes")],
    "capital letters": [("system: shop", "system: Shop")],
    "stage with a capital letter": [("  prod:", "  Prod:")],
    "settings in a mapping of their own": [
        ("table: shop-orders", "table: shop-orders, settings: {size: 3 GB}")
    ],
    "identifiers of a stage in a mapping of their own": [
        (
            ", recovery_region: eu-central-1",
            ", services: {checkout: {resources: {orders: {identifiers: {table: t}}}}}",
        )
    ],
    "not a Region": [("eu-west-1", "Ireland")],
    "not an address": [("ana@example.com", "ana")],
    "number of a telephone without its country": [
        ("email: ana@example.com", 'sms: "0155 5010"'),
    ],
    "contact that cannot be reached": [("{email: ana@example.com}", "{}")],
    "unknown severity": [("severity: critical", "severity: high")],
    "misspelt severity": [("severity: critical", "severity: critcal")],
    "warm-up of half minutes": [("owner: platform", "owner: platform\nwarm_up: 90s")],
    "warm-up that is too long": [("severity: critical", "severity: critical\n        warm_up: 3d")],
    "severity without anyone": [("  info: [{digest: ana}]\n", "")],
    "misspelt severity of a policy": [("  info: [", "  infos: [")],
    "tier that pages and notifies": [("page: primary", "page: primary, notify: ana")],
    "first tier that waits": [("page: primary", "page: primary, after: 5m")],
    "tiers out of order": [
        ("{page: primary}", "{page: primary}, {after: 10m, page: ana}, {after: 5m, page: ana}")
    ],
    "misspelt recipient": [("page: primary", "page: primry")],
    "rotation without members": [("members: [ana]", "members: []")],
    "rotations in a circle": [
        ("members: [ana]}", "members: [second]}\n  second: {members: [primary]}")
    ],
    "not a time zone": [("members: [ana]", "members: [ana], time_zone: Berlin")],
    "not a day": [("members: [ana]", "members: [ana], starts: 2026-02-30")],
    "hand-off without a time": [("members: [ana]", "members: [ana], hand_off: Monday")],
    "hand-offs that are too near": [
        ("members: [ana]", "members: [ana], hand_off: [daily 09:00, daily 10:00]")
    ],
    "half an hour's turn": [("members: [ana]", "members: [ana], turn: 30m")],
    "turn of several hand-offs": [
        ("members: [ana]", "members: [ana], hand_off: [daily 09:00, daily 21:00], turn: 1d")
    ],
    "turn by two names": [("members: [ana]", "members: [ana], turn: 1d, shift: 1d")],
    "rotation without anybody": [("{members: [ana]}", "{time_zone: Europe/Berlin}")],
    "members beside shifts": [
        ("members: [ana]", "members: [ana], hand_off: daily 09:00, shifts: {a: {members: [ana]}}")
    ],
    "members who are always on call, and otherwise": [
        ("members: [ana]", "members: [ana], otherwise: ana, uncovered: Nights wait.")
    ],
    "misspelt member of a shift": [
        ("members: [ana]", "shifts: {a: {members: [anna]}}, otherwise: anna")
    ],
    "hours that are not hours": [
        ("members: [ana]", "shifts: {a: {members: [ana], hours: 9-17}}, otherwise: ana")
    ],
    "days that are not days": [
        ("members: [ana]", "shifts: {a: {members: [ana], days: [Mon, weekdays]}}, otherwise: ana")
    ],
    "days beside hours of a week": [
        (
            "members: [ana]",
            (
                "shifts: {a: {members: [ana], days: Monday, hours: Friday 17:00-Monday 09:00}}, "
                "otherwise: ana"
            ),
        )
    ],
    "turn without an hour": [
        (
            "members: [ana]",
            (
                "shifts: {a: {members: [ana, office], days: Monday-Friday, hours: 09:00-17:00, "
                "hand_off: daily 09:00}}, otherwise: ana}\n  office: {members: [ana]"
            ),
        )
    ],
    "office hours and nothing else": [
        (
            "members: [ana]",
            (
                "shifts: {a: {members: [ana], days: Monday-Friday, hours: 09:00-17:00}}, "
                "time_zone: Europe/Berlin"
            ),
        )
    ],
    "clocks that change in one place": [
        (
            "members: [ana]",
            (
                "shifts: {a: {members: [ana], hours: 08:00-20:00, time_zone: Europe/Berlin}, "
                "b: {members: [ana], hours: 14:00-02:00, time_zone: America/New_York}}"
            ),
        )
    ],
    "override that is never": [
        (
            "members: [ana]",
            (
                "members: [ana], overrides: "
                "[{begins: 2026-12-27 09:00, ends: 2026-12-24 09:00, on_call: anna}]"
            ),
        )
    ],
    "overrides that overlap": [
        (
            "members: [ana]",
            (
                "members: [ana], overrides: "
                "[{begins: 2026-12-24 09:00, ends: 2026-12-27 09:00, on_call: ana}, "
                "{begins: 2026-12-23 09:00, ends: 2026-12-24 10:00, on_call: ana}]"
            ),
        )
    ],
    "override without times": [
        (
            "members: [ana]",
            (
                "members: [ana], overrides: "
                "[{begins: 2026-12-24, ends: 2026-02-30 09:00, on_call: ana}]"
            ),
        )
    ],
    "uncovered at no time": [
        ("members: [ana]", "shifts: {a: {members: [ana]}}, uncovered: Nights wait.")
    ],
    "uncovered and otherwise": [
        (
            "members: [ana]",
            "shifts: {a: {members: [ana], days: Monday}}, otherwise: ana, uncovered: It waits.",
        )
    ],
    "critical alarms in the office alone": [
        (
            "members: [ana]",
            "shifts: {a: {members: [ana], hours: 09:00-17:00}}, uncovered: Nights wait.",
        )
    ],
    "unknown resource type": [("dynamodb_table", "dynamo_table")],
    "misspelt identifier": [("table: shop", "tabel: shop")],
    "ARN for a name": [("table: shop-orders", "table: arn:aws:dynamodb:eu-west-1:1:table/orders")],
    "unknown placeholder": [("table: shop-orders", 'table: "{stag}-orders"')],
    "unknown alarm of a type": [
        ("table: shop-orders", "table: shop-orders, alarms: {read-throttle: off, others: off}")
    ],
    "on for off": [("table: shop-orders", "table: shop-orders, alarms: {read-throttles: on}")],
    "unknown opt-in": [("table: shop-orders", "table: shop-orders, opt_ins: [insights]")],
    "unknown metric": [("metric: orders placed", "metric: order placed")],
    "not a condition": [('"< 1 for 3 of 5"', '"below 1"')],
    "more datapoints than periods": [("3 of 5", "5 of 3")],
    "not a statistic": [("statistic: Sum", "statistic: p101")],
    "not a duration": [("statistic: Sum", "statistic: Sum, period: 5 minutes")],
    "not a period": [("severity: critical", "severity: critical\n        period: 45s")],
    "period shorter than the metric's": [
        ("severity: critical", "severity: critical\n        period: 10s")
    ],
    "window longer than a day": [("3 of 5", "3 of 2000")],
    "unknown stage": [
        ("severity: critical", "severity: critical\n        stages: {production: off}")
    ],
    "metric that is neither published nor calculated": [(", statistic: Sum", "")],
    "not a schedule": [("cron(0 3 * * ? *)", "0 3 * * *")],
    "windows that cannot be": [
        ("cron(0 3 * * ? *)", "cron(0 3 * * ? *), start_window: 30m, completion_window: 20m")
    ],
    "copy without a recovery region": [
        (", recovery_region: eu-central-1", ""),
        ("cron(0 3 * * ? *)", "cron(0 3 * * ? *), copy_retention: 30d"),
    ],
    "unknown protected resource": [("checkout/orders", "checkout/order")],
    "resource without its service": [("resource: checkout/orders", "resource: orders")],
    "nothing that protects": [("schedules: [daily]", "schedules: []")],
    "unknown retention": [
        ("owner: payments", "owner: payments\n    log_groups: {a: {name: /a, retention: 31d}}")
    ],
    "retention of others": [
        ("owner: payments", "owner: payments\n    log_groups: {a: {name: /a, retention: 30d}}")
    ],
    "created for ever": [
        ("owner: payments", "owner: payments\n    log_groups: {a: {name: /a, create: true}}")
    ],
    "key used twice": [("owner: payments", "owner: payments\n    owner: finance")],
    "names with one id": [(LAST, "dashboards: {no orders: {}, no-orders: {}}\n" + LAST)],
    "unknown parts of a dashboard": [
        (LAST, "dashboards: {all: {services: [check out], metrics: [orders placed]}}\n" + LAST)
    ],
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_message(mistake: str, snapshot: SnapshotAssertion) -> None:
    """Each mistake is reported in words that say what to change."""
    assert rendered(changed(*MISTAKES[mistake])) == snapshot


@pytest.mark.parametrize("mistake", MISTAKES)
def test_problem_has_place_and_fix(mistake: str) -> None:
    """Each problem says where it stands, what is wrong and what to change."""
    problems = problems_of(changed(*MISTAKES[mistake]))

    assert problems
    for problem in problems:
        assert problem.where.position is not None
        assert problem.what
        assert problem.fix not in {"", "change the value"}


def test_all_mistakes_are_reported_at_once() -> None:
    """Mistakes in different parts do not hide each other, nor the names that lead nowhere."""
    text = changed(
        ("system: shop", "system: Shop"),
        ("owner: payments", "owner: 5"),
        ("page: primary", "page: primry"),
        ("metric: orders placed", "metric: order placed"),
        ("cron(0 3 * * ? *)", "daily"),
        ("checkout/orders", "checkout/order"),
    )

    assert [problem.where.subject for problem in problems_of(text)] == [
        "system",
        "escalation.critical[0].page",
        "services.checkout.owner",
        "services.checkout.alarms.no orders.metric",
        "data_protection.schedules.daily.schedule",
        "data_protection.protected.orders.resource",
    ]
