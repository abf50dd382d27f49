"""A log group, what is found and counted in it, and what is asked of it."""

from collections.abc import Iterator

from constructs import Construct
from constructs.environment import Environment
from constructs.found_in_logs import anomaly_detector, data_protection_policy
from constructs.log_archive import ArchiveBucket, archiving, existing_bucket
from constructs.policies import Reference
from constructs.resource_batch import BatchResource, add_resources, ref

from tocsin.plan import LogGroupSpec, MetricFilterSpec, QuerySpec
from tocsin.plan import construct_id as id_of

_GROUP = "LogGroup"
_STANDARD = "STANDARD"


class ServiceLog(Construct):
    """A log group that is made here, or one that exists elsewhere and is only named.

    Its events go to *bucket*, if the stack has made that, or to the one that the spec names.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        spec: LogGroupSpec,
        key_arn: str | None,
        environment: Environment,
        bucket: ArchiveBucket | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
        add_resources(self, _resources(spec, key_arn, environment, bucket))


def _resources(
    spec: LogGroupSpec,
    key_arn: str | None,
    environment: Environment,
    bucket: ArchiveBucket | None,
) -> Iterator[BatchResource]:
    name: str | Reference = spec.name
    if spec.retention_days is not None:
        yield BatchResource(
            id=_GROUP,
            type="AWS::Logs::LogGroup",
            properties={
                "LogGroupName": spec.name,
                "RetentionInDays": spec.retention_days,
                "KmsKeyId": key_arn,
                # A log group that says nothing is of this class, and no class can be changed.
                "LogGroupClass": None if spec.log_class == _STANDARD else spec.log_class,
                "DataProtectionPolicy": None
                if spec.personal_data is None
                else data_protection_policy(spec.personal_data, environment),
            },
            retention=environment.retention,
        )
        name = ref(_GROUP)
    if spec.anomalies is not None:
        is_made = spec.retention_days is not None
        yield anomaly_detector(
            spec.anomalies,
            log_group=spec.name,
            made_here=_GROUP if is_made else None,
            key_arn=key_arn if is_made else None,
            environment=environment,
        )
    if spec.archive is not None:
        found = bucket or existing_bucket(spec.archive, environment)
        yield from archiving(spec.archive, log_group=name, bucket=found, environment=environment)
    for metric_filter in spec.metric_filters:
        yield _metric_filter(metric_filter, name)
    for query in spec.queries:
        yield _query(query, name)


def _metric_filter(spec: MetricFilterSpec, log_group: str | Reference) -> BatchResource:
    transformation = {
        "MetricNamespace": spec.namespace,
        "MetricName": spec.metric,
        "MetricValue": spec.value,
        "DefaultValue": spec.default,
    }
    return BatchResource(
        id=f"Filter{id_of(spec.id)}",
        type="AWS::Logs::MetricFilter",
        properties={
            "FilterName": spec.name,
            "FilterPattern": spec.pattern,
            "LogGroupName": log_group,
            "MetricTransformations": [transformation],
        },
    )


def _query(spec: QuerySpec, log_group: str | Reference) -> BatchResource:
    return BatchResource(
        id=f"Query{id_of(spec.id)}",
        type="AWS::Logs::QueryDefinition",
        properties={
            "Name": spec.name,
            "QueryString": spec.query,
            "LogGroupNames": [log_group],
        },
    )
