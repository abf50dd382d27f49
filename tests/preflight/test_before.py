from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.support.fake_account import ACCOUNT, Answer
from tests.support.preflight import Find, problems, seen, shop, stack, with_subscription
from tests.support.viewpoints import changed, planned
from tocsin.plan import LogArchiveSpec, LogBucketSpec, LogGroupSpec
from tocsin.preflight.checks.backup_settings import find_backup_settings
from tocsin.preflight.checks.bootstrap import find_bootstrap
from tocsin.preflight.checks.chat import find_channels, find_chat_workspaces
from tocsin.preflight.checks.container_insights import find_container_insights
from tocsin.preflight.checks.existing import find_archives, find_log_groups, find_queues
from tocsin.preflight.checks.quotas import (
    DEFAULT_ALARMS,
    find_alarm_quota,
    find_tracing_quotas,
)
from tocsin.preflight.checks.stacks import find_foreign_stacks
from tocsin.preflight.checks.stored_values import find_parameters, find_secrets
from tocsin.preflight.checks.text_messages import find_opted_out, find_sandbox, find_spend_limit
from tocsin.preflight.checks.trails import find_trails

REGIONS = ("eu-west-1", "eu-central-1", "us-east-1")
"""Home, recovery, and where Amazon CloudFront has its metrics."""
OFFSITE = "  copies: {offsite: {account: '444455556666', region: eu-west-3, vault: all}}\n"
NOTHING_THERE = {"Error": "ResourceNotFoundException", "Message": "not there"}


@pytest.mark.parametrize(
    ("find", "region"),
    [
        (find_bootstrap, "eu-central-1"),
        (find_parameters, "eu-west-1"),
        (find_secrets, "eu-west-1"),
        (find_queues, "eu-west-1"),
        (find_chat_workspaces, "eu-west-1"),
        (find_channels, "eu-west-1"),
        (find_sandbox, "eu-west-1"),
        (find_spend_limit, "eu-west-1"),
        (find_opted_out, "eu-west-1"),
        (find_backup_settings, "eu-west-1"),
        (find_container_insights, "eu-west-1"),
        (find_trails, "eu-west-1"),
        (find_tracing_quotas, "eu-west-1"),
        (find_alarm_quota, "eu-west-1"),
    ],
)
def test_nothing_is_found_where_all_is_well(find: Find, region: str) -> None:
    """An account that has all that is needed hears nothing."""
    assert problems(find, {}, region=region) == []


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ({"InvalidParameters": ["/cdk-bootstrap/hnb659fds/version"]}, "no-bootstrap"),
        ({"Parameters": [{"Name": "version", "Type": "String", "Value": "5"}]}, "old-bootstrap"),
    ],
)
def test_a_region_that_is_not_bootstrapped(answer: Answer, expected: str) -> None:
    """Without the CDK's stack, or with one that is too old, nothing can be deployed."""
    found = problems(find_bootstrap, {"ssm.get_parameters": answer}, region="eu-central-1")

    assert seen(found) == [f"{expected} parameter /cdk-bootstrap/hnb659fds/version"]
    assert found[0].fix == f"run cdk bootstrap aws://{ACCOUNT}/eu-central-1"


def test_parameters_that_cannot_be_read() -> None:
    """What is missing, and what CloudFormation refuses to read, is named."""

    def answer(asked: Any) -> dict[str, Any]:  # noqa: ANN401 -- the parameters of a call
        missing, *rest = asked["Names"]
        return {
            "InvalidParameters": [missing],
            "Parameters": [{"Name": name, "Type": "SecureString"} for name in rest],
        }

    assert seen(problems(find_parameters, {"ssm.get_parameters": answer})) == [
        "no-parameter parameter /shop/prod/load-balancer",
        "secure-parameter parameter /shop/prod/target-group",
        "secure-parameter parameter /shop/prod/tests",
    ]


def test_many_parameters_are_asked_in_batches() -> None:
    """Systems Manager takes ten names at a time."""
    alarm = shop().alarms[0]
    metric = alarm.series.metrics[0]
    dimensions = tuple((f"D{n:02}", f"{{{{resolve:ssm:/n/{n:02}}}}}") for n in range(25))
    series = replace(alarm.series, metrics=(replace(metric, dimensions=dimensions),))
    alarms = (replace(alarm, region="eu-west-1", series=series),)
    plan = replace(shop(), alarms=alarms, dashboards=(), backup=None)
    batches = []

    def answer(asked: Any) -> dict[str, Any]:  # noqa: ANN401 -- the parameters of a call
        batches.append(len(asked["Names"]))
        return {"InvalidParameters": asked["Names"]}

    found = problems(find_parameters, {"ssm.get_parameters": answer}, plan=plan)

    assert batches == [10, 10, 5]
    assert len(found) == 25


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (NOTHING_THERE, "no-secret"),
        ({"DeletedDate": datetime(2026, 1, 5, tzinfo=UTC)}, "deleted-secret"),
    ],
)
def test_secrets_that_are_not_there(answer: Answer, expected: str) -> None:
    """A secret that is missing, or about to be deleted, stops the subscription that needs it."""
    found = problems(find_secrets, {"secretsmanager.describe_secret": answer})

    assert seen(found) == [f"{expected} secret shop/pager"]


@pytest.mark.parametrize(
    ("reference", "name"),
    [
        ("shop/paging", "shop/paging"),
        ("shop/paging:SecretString:url::", "shop/paging"),
        (
            "arn:aws:secretsmanager:eu-west-1:111122223333:secret:paging-AbCdEf:SecretString:url",
            "arn:aws:secretsmanager:eu-west-1:111122223333:secret:paging-AbCdEf",
        ),
    ],
)
def test_a_secret_is_asked_by_its_id(reference: str, name: str) -> None:
    """The key and the version in a reference are no part of what the secret is called."""
    plan = with_subscription("https", f"{{{{resolve:secretsmanager:{reference}}}}}")

    found = problems(find_secrets, {"secretsmanager.describe_secret": NOTHING_THERE}, plan=plan)

    assert seen(found) == [f"no-secret secret {name}"]


def test_a_log_group_of_others_has_to_be_there() -> None:
    """A longer name that begins in the same way is another log group."""
    group = replace(shop().log_groups[0], name="/shop/prod/web", retention_days=None)
    assert isinstance(group, LogGroupSpec)
    plan = replace(shop(), log_groups=(group,))
    longer = {"logGroups": [{"logGroupName": "/shop/prod/web-2"}]}
    same = {"logGroups": [{"logGroupName": "/shop/prod/web"}]}

    found = problems(find_log_groups, {"logs.describe_log_groups": longer}, plan=plan)

    assert seen(found) == ["no-log-group log group /shop/prod/web"]
    assert problems(find_log_groups, {"logs.describe_log_groups": same}, plan=plan) == []
    assert problems(find_log_groups, {}, plan=plan, region="eu-central-1") == []


def test_a_bucket_for_logs_that_others_make_has_to_be_there() -> None:
    """Amazon Data Firehose drops events that it cannot deliver for a day."""
    archive = LogArchiveSpec(
        name="all", bucket="shop-logs", made=None, key_arn=None, pattern="", prefix="checkout/"
    )
    group = replace(shop().log_groups[0], archive=archive)
    plan = replace(shop(), log_groups=(group,))
    missing = {"s3.get_bucket_location": {"Error": "NoSuchBucket", "Message": "not there"}}

    assert seen(problems(find_archives, missing, plan=plan)) == ["no-bucket bucket shop-logs"]
    assert problems(find_archives, missing, plan=plan, region="eu-central-1") == []
    there = {"s3.get_bucket_location": {"LocationConstraint": "eu-west-1"}}
    assert problems(find_archives, there, plan=plan) == []

    made = LogBucketSpec(name="shop-logs", retention_days=30, cold_days=None)
    made_here = replace(group, archive=replace(archive, made=made))
    both = replace(plan, log_groups=(group, made_here))
    assert problems(find_archives, missing, plan=both) == []


@pytest.mark.parametrize(
    ("endpoint", "expected"),
    [
        ("pages", ["no-queue queue pages"]),
        ("arn:aws:sqs:eu-west-1:444455556666:pages", ["no-queue queue pages"]),
        ("arn:aws:sqs:ap-south-1:444455556666:pages", []),
        ("{{resolve:ssm:/shop/queue}}", []),
    ],
)
def test_the_queue_of_a_contact_has_to_be_there(endpoint: str, expected: list[str]) -> None:
    """A queue that only a deployment knows, or that is in another Region, is not asked for."""
    answer = {"Error": "QueueDoesNotExist", "Message": "no such queue"}

    found = problems(
        find_queues, {"sqs.get_queue_url": answer}, plan=with_subscription("sqs", endpoint)
    )

    assert seen(found) == expected


def test_chats_that_nobody_authorized() -> None:
    """Each workspace and team is named once, however many Regions have alarms."""
    answers: dict[str, Answer] = {
        "chatbot.describe_slack_workspaces": {},
        "chatbot.list_microsoft_teams_configured_teams": {},
    }

    assert seen(problems(find_chat_workspaces, answers)) == [
        "chat-not-authorized Slack workspace T0123456789",
        "chat-not-authorized Teams team aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee",
    ]


def slack_configuration(name: str, *topics: str) -> dict[str, Answer]:
    """Return the answer of an account that has configured the shop's channel."""
    configuration = {
        "SlackTeamName": "shop",
        "SlackTeamId": "T0123456789",
        "SlackChannelId": "C0123456789",
        "SlackChannelName": "operations",
        "ChatConfigurationArn": f"arn:aws:chatbot::111122223333:chat-configuration/{name}",
        "IamRoleArn": "arn:aws:iam::111122223333:role/chat",
        "SnsTopicArns": list(topics),
        "ConfigurationName": name,
    }
    operation = "chatbot.describe_slack_channel_configurations"
    return {operation: {"SlackChannelConfigurations": [configuration]}}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("theirs", ["channel-taken channel C0123456789"]),
        ("shop-staging-slack-T0123456789-C0123456789", ["channel-taken channel C0123456789"]),
        ("shop-prod-slack-T0123456789-C0123456789", []),
        ("shop-prod-operations-chat-slack", []),
    ],
)
def test_a_channel_that_somebody_else_configured(name: str, expected: list[str]) -> None:
    """An account may have one configuration a channel; ours of any version is not theirs."""
    assert seen(problems(find_channels, slack_configuration(name))) == expected


WARNINGS = tuple(f"arn:aws:sns:{region}:111122223333:shop-prod-warning" for region in REGIONS)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (slack_configuration("theirs", *WARNINGS), ""),
        (slack_configuration("theirs"), f"its configuration does not list {', '.join(WARNINGS)}"),
        (
            {"chatbot.describe_slack_channel_configurations": {"SlackChannelConfigurations": []}},
            "nobody has configured it in this account",
        ),
    ],
)
def test_a_channel_whose_owner_lists_our_topics(answers: dict[str, Answer], expected: str) -> None:
    """A channel that is configured elsewhere hears what its owner lists; we ask for no more."""
    ours = next(chat for chat in shop().chats if chat.kind == "slack")
    plan = replace(shop(), chats=(replace(ours, configured_elsewhere=True),))
    nowhere: dict[str, Answer] = {
        "chatbot.describe_slack_workspaces": {"SlackWorkspaces": []},
    }
    found = problems(find_channels, answers, plan=plan)

    assert [problem.what for problem in found] == [expected] * bool(expected)
    assert problems(find_chat_workspaces, nowhere, plan=plan) == []


SMS = with_subscription("sms", "+15550100101")


def test_the_sandbox_keeps_messages_from_numbers_that_are_not_verified() -> None:
    """In the sandbox, a number has to be verified; pending is not enough."""

    def account(status: str) -> dict[str, Answer]:
        number = {"PhoneNumber": "+15550100101", "Status": status}
        return {
            "sns.get_sms_sandbox_account_status": {"IsInSandbox": True},
            "sns.list_sms_sandbox_phone_numbers": {"PhoneNumbers": [number]},
        }

    assert seen(problems(find_sandbox, account("Pending"), plan=SMS)) == [
        "sms-sandbox text messages to ana"
    ]
    assert problems(find_sandbox, account("Verified"), plan=SMS) == []


@pytest.mark.parametrize("attributes", [{}, {"MonthlySpendLimit": "1"}])
def test_the_first_limit_of_spending_is_told(attributes: dict[str, str]) -> None:
    """Every account begins with one dollar, which the attributes may leave out."""
    (found,) = problems(
        find_spend_limit, {"sns.get_sms_attributes": {"attributes": attributes}}, plan=SMS
    )

    assert (found.kind, found.severity) == ("preflight/sms-limit", "warning")


def test_a_number_that_opted_out() -> None:
    """Somebody who once answered STOP is not paged."""
    answers: dict[str, Answer] = {"sns.check_if_phone_number_is_opted_out": {"isOptedOut": True}}

    assert seen(problems(find_opted_out, answers, plan=SMS)) == ["opted-out text messages to ana"]


@pytest.mark.parametrize("find", [find_sandbox, find_spend_limit, find_opted_out])
def test_text_messages_are_no_matter_where_nobody_gets_any(find: Find) -> None:
    """Nothing is asked, so no permission is needed."""
    refusal = {"Error": "InternalError", "Message": "nobody should ask"}
    answers: dict[str, Answer] = {
        "sns.get_sms_sandbox_account_status": refusal,
        "sns.get_sms_attributes": refusal,
        "sns.check_if_phone_number_is_opted_out": refusal,
    }

    assert problems(find, answers, plan=with_subscription("email", "ana@example.com")) == []


def test_what_the_settings_of_a_region_leave_out() -> None:
    """Aurora obeys the opt-in even by ARN; a table is copied only with advanced features."""
    settings = {
        "ResourceTypeOptInPreference": {"Aurora": False, "DynamoDB": False},
        "ResourceTypeManagementPreference": {"DynamoDB": False},
    }

    found = problems(find_backup_settings, {"backup.describe_region_settings": settings})

    assert seen(found) == [
        "backup-opt-in arn:aws:rds:eu-west-1:111122223333:cluster:shop-prod",
        "backup-advanced-features arn:aws:dynamodb:eu-west-1:111122223333:table/shop-prod-orders",
    ]
    assert problems(find_backup_settings, {}, region="eu-central-1") == []


def test_what_copies_to_other_accounts_and_tags_need() -> None:
    """Only who copies to another account has to have that switched on, and only tags pass over."""
    plan = planned(
        changed(
            ("cron(0 3 * * ? *)", "cron(0 3 * * ? *), also_copied_to: [offsite]"),
            ("  schedules:\n", f"{OFFSITE}  schedules:\n"),
            ("{resource: checkout/orders,", "{tags: {backup: 'true'},"),
        )
    )
    answers: dict[str, Answer] = {
        "backup.describe_global_settings": {"GlobalSettings": {}},
        "backup.describe_region_settings": {
            "ResourceTypeOptInPreference": {"DynamoDB": True, "EFS": False}
        },
    }
    tagged, copied = problems(find_backup_settings, answers, plan=plan)

    assert (tagged.kind, tagged.severity) == ("preflight/backup-opt-in-by-tags", "note")
    assert tagged.what.endswith("for EFS")
    assert (copied.kind, copied.severity) == ("preflight/backup-across-accounts", "error")
    assert problems(find_backup_settings, {}, plan=plan) == []


def test_what_only_a_deployment_knows_is_passed_over() -> None:
    """An ARN that is stored as a whole may be of any service."""
    backup = shop().backup
    assert backup is not None
    (regional,) = backup.regions
    (first, *_) = regional.plans
    stored = replace(first, arns=("{{resolve:ssm:/shop/prod/table-arn}}",))
    regions = (replace(regional, plans=(stored,)),)
    plan = replace(shop(), backup=replace(backup, regions=regions))

    assert problems(find_backup_settings, {"backup.describe_region_settings": {}}, plan=plan) == []


@pytest.mark.parametrize(
    ("clusters", "expected"),
    [
        ([], "no-cluster"),
        ([{"clusterName": "shop-prod", "status": "INACTIVE"}], "no-cluster"),
        (
            [{"clusterName": "shop-prod", "status": "ACTIVE", "settings": []}],
            "no-container-insights",
        ),
    ],
)
def test_clusters_without_container_insights(clusters: list[dict[str, Any]], expected: str) -> None:
    """Alarms on metrics of Container Insights need a cluster that publishes them."""
    answer = {"clusters": clusters}

    found = problems(find_container_insights, {"ecs.describe_clusters": answer})

    assert seen(found) == [f"{expected} ECS cluster shop-prod"]


def test_a_cluster_of_eks_without_the_add_on() -> None:
    """Somebody may run an agent of their own there, so it is a warning."""
    alarm = shop().alarms[0]
    metric = replace(
        alarm.series.metrics[0],
        namespace="ContainerInsights",
        dimensions=(("ClusterName", "shop"), ("Namespace", "web")),
    )
    series = replace(alarm.series, metrics=(metric,))
    plan = replace(shop(), alarms=(replace(alarm, region="eu-west-1", series=series),))

    (found,) = problems(find_container_insights, {"eks.describe_addon": NOTHING_THERE}, plan=plan)

    assert found.where.subject == "EKS cluster shop"
    assert found.severity == "warning"


def _rule(name: str) -> dict[str, Any]:
    rule = {
        "RuleName": name,
        "ResourceARN": "*",
        "Priority": 1,
        "FixedRate": 0.1,
        "ReservoirSize": 1,
        "ServiceName": "*",
        "ServiceType": "*",
        "Host": "*",
        "HTTPMethod": "*",
        "URLPath": "*",
        "Version": 1,
    }
    return {"SamplingRule": rule}


@pytest.mark.parametrize(("others", "is_found"), [(23, False), (24, True)])
def test_the_quota_of_sampling_rules_counts_those_of_others(
    others: int,
    is_found: bool,  # noqa: FBT001
) -> None:
    """The shop has two; a rule of ours that is deployed already counts once, the default never."""
    ours = shop().tracing[0].rules[0].name
    names = ["Default", ours, *(f"other-{number}" for number in range(others))]
    answers: dict[str, Answer] = {
        "xray.get_sampling_rules": {"SamplingRuleRecords": [_rule(name) for name in names]}
    }

    found = problems(find_tracing_quotas, answers)

    assert seen(found) == (["quota X-Ray sampling rules"] if is_found else [])


def test_the_quota_of_groups_is_what_the_account_has() -> None:
    """A quota that was raised, or lowered, counts."""
    answers: dict[str, Answer] = {"service-quotas.get_service_quota": {"Quota": {"Value": 1.0}}}

    assert seen(problems(find_tracing_quotas, answers)) == [
        "quota X-Ray sampling rules",
        "quota X-Ray groups",
    ]


def test_very_many_alarms_are_noted() -> None:
    """The quota cannot be read, so it is a note."""
    alarms = [{"AlarmName": f"other-{number}"} for number in range(DEFAULT_ALARMS)]

    (found,) = problems(find_alarm_quota, {"cloudwatch.describe_alarms": {"MetricAlarms": alarms}})

    assert found.severity == "note"


@pytest.mark.parametrize(
    ("there", "expected"),
    [
        (stack("shop-prod-monitoring-checkout"), []),
        (
            stack("shop-prod-monitoring-checkout", stage="prod-monitoring"),
            ["foreign-stack stack shop-prod-monitoring-checkout"],
        ),
        (
            stack("shop-prod-alerting", Tags=[]),
            ["foreign-stack stack shop-prod-alerting"],
        ),
        (stack("shop-prod-alerting-us-east-1", Tags=[]), []),
    ],
)
def test_a_stack_of_others_that_is_called_as_ours(
    there: dict[str, Any], expected: list[str]
) -> None:
    """CloudFormation would take the deployment for an update of it."""
    answers: dict[str, Answer] = {"cloudformation.describe_stacks": {"Stacks": [there]}}

    assert seen(problems(find_foreign_stacks, answers)) == expected


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"cloudtrail.describe_trails": {"trailList": []}}, True),
        (
            {
                "cloudtrail.describe_trails": {
                    "trailList": [{"TrailARN": "t", "IsMultiRegionTrail": True}]
                },
                "cloudtrail.get_trail_status": {"IsLogging": False},
            },
            True,
        ),
        (
            {
                "cloudtrail.describe_trails": {
                    "trailList": [{"TrailARN": "t", "HomeRegion": "eu-central-1"}]
                },
                "cloudtrail.get_trail_status": {"IsLogging": True},
            },
            True,
        ),
        (
            {
                "cloudtrail.describe_trails": {
                    "trailList": [{"TrailARN": "t", "IsMultiRegionTrail": True}]
                },
                "cloudtrail.get_trail_status": {"IsLogging": True},
            },
            False,
        ),
    ],
)
def test_events_that_no_trail_sends(answers: dict[str, Answer], *, expected: bool) -> None:
    """People wait for sign-ins of the root user, and nothing records them."""
    found = problems(find_trails, answers, region="us-east-1")

    assert seen(found) == (["no-trail AWS CloudTrail"] if expected else [])
