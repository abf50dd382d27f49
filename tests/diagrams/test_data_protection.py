"""How data are protected, drawn."""

from tests.support.viewpoints import changed, planned
from tocsin.diagrams import data_protection

ORDERS = "orders: {resource: checkout/orders"


def test_data_lead_to_their_vaults_and_replicas() -> None:
    """With what is claimed, when backups are made, where copies are, and what is watched."""
    claimed = f"{ORDERS}, objectives: {{region: {{rpo: 1m}}}}"
    text = changed(
        (ORDERS, f"{claimed}, mechanisms: {{dynamodb_global_table: on}}"),
        ("cron(0 3 * * ? *)", "cron(0 3 * * ? *), copy_retention: 7d"),
    )
    page = data_protection(planned(text))

    assert "## eu-west-1" in page
    assert '"orders (DynamoDB)<br/>if the Region is lost: RPO 1m"' in page
    assert "daily: cron(0 3 * * ? *) UTC, snapshots, 30 days" in page
    assert "vault shop-prod-recovery<br/>in eu-central-1" in page
    assert "copy of daily, kept 7 days" in page
    assert "dynamodb global table<br/>in eu-central-1" in page
    assert "alarm when 1m behind" in page


def test_a_stage_without_data_says_so() -> None:
    """Rather than a chart of nothing."""
    text = changed()
    page = data_protection(planned(text[: text.index("data_protection:")]))

    assert page.endswith("Nothing is protected.\n")


def test_restores_lead_from_the_vaults_to_their_tests() -> None:
    """Of the backups where the data are, and of the copies where these are."""
    weekly = "schedule: cron(0 6 ? * SUN *), protected: [orders], where: both, within: 2h"
    page = data_protection(
        planned(
            changed(
                ("cron(0 3 * * ? *)", "cron(0 3 * * ? *), copy_retention: 7d"),
                ("  schedules:\n", f"  restore_tests: {{weekly: {{{weekly}}}}}\n  schedules:\n"),
            )
        )
    )

    assert 'n4(["restore test shop_prod_weekly<br/>restored, looked at, deleted"])' in page
    assert 'n2 -->|"cron(0 6 ? * SUN *) UTC: orders"| n4' in page
    assert 'n3 -->|"cron(0 6 ? * SUN *) UTC: copy of orders"| n5' in page
