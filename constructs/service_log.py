"""A log group, what is counted in it, and what is asked of it."""

from aws_cdk import aws_kms as kms
from aws_cdk import aws_logs as logs
from constructs import Construct
from constructs.environment import Environment

from tocsin.plan import LogGroupSpec, MetricFilterSpec, QuerySpec
from tocsin.plan import construct_id as id_of


class ServiceLog(Construct):
    """A log group that is made here, or one that exists elsewhere and is only named."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        spec: LogGroupSpec,
        key: kms.IKey | None,
        environment: Environment,
    ) -> None:
        super().__init__(scope, construct_id)
        name = spec.name
        if spec.retention_days is not None:
            group = logs.CfnLogGroup(
                self,
                "LogGroup",
                log_group_name=spec.name,
                retention_in_days=spec.retention_days,
                kms_key_id=key.key_arn if key else None,
            )
            group.apply_removal_policy(environment.removal_policy)
            name = group.ref
        for metric_filter in spec.metric_filters:
            _metric_filter(self, metric_filter, name)
        for query in spec.queries:
            _query(self, query, name)


def _metric_filter(scope: Construct, spec: MetricFilterSpec, log_group: str) -> None:
    logs.CfnMetricFilter(
        scope,
        f"Filter{id_of(spec.id)}",
        filter_name=spec.name,
        filter_pattern=spec.pattern,
        log_group_name=log_group,
        metric_transformations=[
            logs.CfnMetricFilter.MetricTransformationProperty(
                metric_namespace=spec.namespace,
                metric_name=spec.metric,
                metric_value=spec.value,
                default_value=spec.default,
            )
        ],
    )


def _query(scope: Construct, spec: QuerySpec, log_group: str) -> None:
    logs.CfnQueryDefinition(
        scope,
        f"Query{id_of(spec.id)}",
        name=spec.name,
        query_string=spec.query,
        log_group_names=[log_group],
    )
