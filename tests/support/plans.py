"""Specs with plain values, for tests that care about one of them."""

from collections.abc import Iterator
from dataclasses import replace

from tocsin.plan import (
    AlarmSpec,
    BackupPlanSpec,
    BackupRuleSpec,
    CopySpec,
    EventRuleSpec,
    LogGroupSpec,
    MetricSpec,
    Plan,
    SeriesSpec,
    SubscriptionSpec,
    TopicSpec,
    VaultSpec,
)
from tocsin.timing import Delay

METRIC = MetricSpec(
    id="value",
    namespace="AWS/SQS",
    name="ApproximateAgeOfOldestMessage",
    dimensions=(("QueueName", "shop-prod-orders"),),
    statistic="Maximum",
    unit="Seconds",
)
SERIES = SeriesSpec(
    label="Age of the oldest message",
    expression=None,
    metrics=(METRIC,),
    period=60,
    unit="seconds",
)
RATE = SeriesSpec(
    label="Failure rate",
    expression="100 * failed / tried",
    metrics=(
        replace(METRIC, id="failed", name="PaymentsFailed", statistic="Sum"),
        replace(METRIC, id="tried", name="PaymentsTried", statistic="Sum"),
    ),
    period=300,
    unit="percent",
)
ALARM = AlarmSpec(
    id="checkout-orders-wait",
    name="shop-prod-checkout-orders-wait",
    title="Orders wait",
    service="checkout",
    resource="orders",
    severity="critical",
    owner="payments",
    runbook="https://runbooks.example.com/sqs-queue/messages-wait.md",
    runbook_path="sqs-queue/messages-wait.md",
    what_happened="The oldest order has waited for 5 minutes.",
    why_it_matters="Customers get no confirmation.",
    first_action="Look at the errors of the consumer.",
    series=SERIES,
    comparison="GreaterThanThreshold",
    threshold=300,
    evaluation_periods=5,
    datapoints_to_alarm=3,
    treat_missing_data="notBreaching",
    respond_within="5m",
    interval=60,
    delay=Delay(typical=60, worst=120, source="assumed: for the tests"),
    region="us-east-1",
)
TOPIC = TopicSpec(
    severity="critical",
    name="shop-prod-critical",
    dead_letter_queue="shop-prod-critical-undelivered",
    display_name="shop prod critical",
    subscriptions=(),
)
EVENT = EventRuleSpec(
    id="backup-jobs-failed",
    title="A backup failed",
    severity="warning",
    dead_letter_queue="shop-prod-warning-undelivered",
    runbook_path="backup-vault/backup-jobs-failed.md",
    pattern={"source": ["aws.backup"], "detail": {"state": ["FAILED"]}},
    variables={"state": "$.detail.state"},
    message={"content": {"title": "It ended as <state>"}},
)
VAULT = VaultSpec(name="shop-prod", region="us-east-1", lock=None, events=(), age_check=None)
RULE = BackupRuleSpec(
    id="daily",
    name="daily",
    vault="shop-prod",
    schedule="cron(0 3 * * ? *)",
    time_zone="Europe/Berlin",
    start_window_minutes=60,
    completion_window_minutes=360,
    continuous=False,
    retention_days=30,
    copy=CopySpec(vault="shop-prod-recovery", region="us-west-2", retention_days=90),
)
BACKUP_PLAN = BackupPlanSpec(
    id="daily",
    name="shop-prod-daily",
    rules=(RULE,),
    selection_name="shop-prod-daily",
    arns=("arn:aws:dynamodb:us-east-1:111122223333:table/shop-prod-orders",),
)


def alarms(count: int) -> list[AlarmSpec]:
    """Return *count* alarms with different ids and names."""
    return [
        replace(ALARM, id=f"checkout-{number}", name=f"shop-prod-checkout-{number}")
        for number in range(count)
    ]


def topic(**endpoints: str) -> TopicSpec:
    """Return a topic with a subscription for each protocol and endpoint."""
    subscriptions = tuple(
        SubscriptionSpec(contact="ana", protocol=protocol, endpoint=endpoint, after=0)  # type: ignore[arg-type]  # tests name the protocols
        for protocol, endpoint in endpoints.items()
    )
    return replace(TOPIC, subscriptions=subscriptions)


def _names_of_log_group(group: LogGroupSpec) -> Iterator[tuple[str, str]]:
    yield ("log group", group.name)
    yield from (("metric filter", each.name) for each in group.metric_filters)
    yield from (("counted", f"{each.namespace} {each.metric}") for each in group.metric_filters)
    yield from (("query", query.name) for query in group.queries)


def names_of(plan: Plan) -> Iterator[tuple[str, str]]:
    """Yield kind and name of everything in *plan* whose name has to be unique in an account."""
    yield from (("alarm", alarm.name) for alarm in plan.alarms)
    for spec in plan.alerting:
        yield from (("topic", f"{spec.region} {topic.name}") for topic in spec.topics)
        yield from (("queue", f"{spec.region} {topic.dead_letter_queue}") for topic in spec.topics)
    for incidents in plan.incidents:
        yield from ((kind, f"{incidents.region} {name}") for kind, name in incidents.names)
    yield from (("chat", chat.name) for chat in plan.chats)
    for traced in plan.tracing:
        yield from (("rule", f"{traced.region} {rule.name}") for rule in traced.rules)
        yield from (("trace group", f"{traced.region} {group.name}") for group in traced.groups)
    for group in plan.log_groups:
        for kind, name in _names_of_log_group(group):
            yield kind, f"{group.region} {name}"
    if plan.backup is not None:
        yield from (("vault", f"{vault.region} {vault.name}") for vault in plan.backup.vaults)
        for backup in plan.backup.regions:
            names = [each.name for each in backup.plans]
            yield from (("backup plan", f"{backup.vault.region} {name}") for name in names)
        for tests in plan.backup.restore_tests:
            yield from (("restore test", f"{tests.region} {each.name}") for each in tests.tests)
    yield from (("dashboard", dashboard.uid) for dashboard in plan.dashboards)
