"""Apps of the CDK for tests, whose alarms page or do not."""

import json
from pathlib import Path
from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as actions
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions

from tocsin_cdk import PLUGIN_NAME, TocsinChecks

ENVIRONMENT = cdk.Environment(account="111122223333", region="eu-west-1")


def app(outdir: Path | None = None, checks: TocsinChecks | None = None) -> cdk.App:
    """Return an app with the checks, and without the CDK's own validation, which takes seconds."""
    made = cdk.App(
        outdir=None if outdir is None else str(outdir),
        builtin_cloud_formation_validation=False,
    )
    cdk.Validations.of(made).add_plugins(TocsinChecks() if checks is None else checks)
    return made


def stack(scope: cdk.App | cdk.Stage, stack_id: str = "Shop") -> cdk.Stack:
    """Return a stack of one account and Region."""
    return cdk.Stack(scope, stack_id, env=ENVIRONMENT)


def silent_alarm(scope: cdk.Stack, alarm_id: str = "Errors") -> cloudwatch.Alarm:
    """Add an alarm that does nothing, whatever its state."""
    metric = cloudwatch.Metric(
        namespace="AWS/Lambda",
        metric_name="Errors",
        dimensions_map={"FunctionName": "orders"},
        statistic="Sum",
        period=cdk.Duration.minutes(1),
    )
    return cloudwatch.Alarm(
        scope,
        alarm_id,
        metric=metric,
        threshold=5,
        evaluation_periods=3,
        comparison_operator=cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
        treat_missing_data=cloudwatch.TreatMissingData.NOT_BREACHING,
        alarm_description="Orders fail. Look at the newest deployment of the function first.",
    )


def pager(scope: cdk.Stack, topic_id: str = "Pager") -> sns.Topic:
    """Add a topic that somebody hears."""
    topic = sns.Topic(scope, topic_id)
    topic.add_subscription(subscriptions.EmailSubscription("ana@example.com"))
    return topic


def paging_alarm(scope: cdk.Stack, alarm_id: str = "Errors") -> cloudwatch.Alarm:
    """Add an alarm that pages somebody."""
    topic = pager(scope)
    alarm = silent_alarm(scope, alarm_id)
    alarm.add_alarm_action(actions.SnsAction(topic))
    alarm.add_ok_action(actions.SnsAction(topic))
    return alarm


def reported(outdir: Path, plugin: str = PLUGIN_NAME) -> dict[str, Any]:
    """Return what a plugin has reported of an app, or an empty report."""
    path = outdir / "validation-report.json"
    reports = json.loads(path.read_text())["pluginReports"] if path.exists() else []
    return next((report for report in reports if report["pluginName"] == plugin), {})
