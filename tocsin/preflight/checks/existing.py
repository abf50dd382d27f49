"""Log groups, queues and buckets that others make, and that we use."""

from collections.abc import Iterator

from tocsin.aws import AwsRegion
from tocsin.diagnostics import Problem
from tocsin.preflight.check import found
from tocsin.preflight.deployment import Deployment, is_known


def find_log_groups(deployment: Deployment, region: AwsRegion) -> Iterator[Problem]:
    """Yield the log groups that the stage adopts, and that are not there."""
    for group in deployment.plan.log_groups:
        is_adopted = group.region == region.name and group.retention_days is None
        if not is_adopted or not is_known(group.name):
            continue
        answer = region.listed(
            "logs", "describe_log_groups", "logGroups", logGroupNamePrefix=group.name
        )
        if group.name not in {each["logGroupName"] for each in answer or ()}:
            yield found(
                "no-log-group",
                region,
                f"log group {group.name}",
                "it does not exist",
                why="a metric filter needs the group that it reads",
                fix="deploy the service that writes it first, or let Tocsin make it",
            )


def find_queues(deployment: Deployment, region: AwsRegion) -> Iterator[Problem]:
    """Yield the queues of contacts that are not there."""
    for subscription in deployment.subscriptions(region.name):
        endpoint = subscription.endpoint
        if subscription.protocol != "sqs" or not is_known(endpoint):
            continue
        *arn, name = endpoint.split(":")
        account = arn[4] if arn else deployment.plan.account
        if arn and arn[3] != region.name:
            continue
        if region.ask("sqs", "get_queue_url", QueueName=name, QueueOwnerAWSAccountId=account):
            continue
        yield found(
            "no-queue",
            region,
            f"queue {name}",
            "it does not exist",
            why=f"{subscription.contact} is told by it, and nothing would arrive",
            fix=f"create it in {region.name}, with a policy that lets the stage's topics send",
        )


def find_archives(deployment: Deployment, region: AwsRegion) -> Iterator[Problem]:
    """Yield buckets for log events that nothing of the stage makes, and that are not there."""
    archived = [each for each in deployment.plan.log_groups if each.archive is not None]
    made = {each.archive.bucket for each in archived if each.archive and each.archive.made}
    here = [each.archive for each in archived if each.archive and each.region == region.name]
    for bucket in dict.fromkeys(each.bucket for each in here):
        if bucket in made or not is_known(bucket):
            continue
        if region.ask("s3", "get_bucket_location", Bucket=bucket) is None:
            yield found(
                "no-bucket",
                region,
                f"bucket {bucket}",
                "it does not exist",
                why="log events that should be kept would be dropped after a day of attempts",
                fix="create it, or let Tocsin make it with create: true",
            )
