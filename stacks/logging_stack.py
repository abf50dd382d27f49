"""What is logged, counted and asked."""

from collections.abc import Sequence

from constructs import Construct
from constructs.found_in_logs import anomaly_key_statements
from constructs.log_archive import ArchiveBucket, archive_bucket
from constructs.policies import log_key_statement
from constructs.service_log import ServiceLog
from constructs.stage_key import stage_key

from stacks.plan_stack import PlanStack, region_suffix, stack_name
from tocsin.plan import LogGroupSpec, Plan, construct_id


class LoggingStack(PlanStack):
    """Log groups with their retention, metric filters and saved queries."""

    def __init__(
        self, scope: Construct, *, plan: Plan, region: str, log_groups: Sequence[LogGroupSpec]
    ) -> None:
        name = ("logging", *region_suffix(plan, region))
        super().__init__(
            scope,
            *name,
            plan=plan,
            region=region,
            description=f"Log groups, metric filters and queries of {plan.system} {plan.stage}.",
        )
        key_arn = self._key_arn(stack_name(plan, *name), log_groups)
        buckets = self._buckets(log_groups, key_arn)
        for group in log_groups:
            ServiceLog(
                self,
                construct_id(group.id),
                spec=group,
                key_arn=key_arn,
                environment=self.target_environment,
                bucket=buckets.get(group.archive.bucket) if group.archive is not None else None,
            )

    def _buckets(
        self, log_groups: Sequence[LogGroupSpec], key_arn: str | None
    ) -> dict[str, ArchiveBucket]:
        """Add the buckets of archives that are made here; return them by their names."""
        found = {}
        for group in log_groups:
            made = group.archive.made if group.archive is not None else None
            if made is not None and key_arn is not None:
                scope = Construct(self, f"Archive{construct_id(group.id)}")
                found[made.name] = archive_bucket(
                    scope, made, key_arn=key_arn, environment=self.target_environment
                )
        return found

    def _key_arn(self, name: str, log_groups: Sequence[LogGroupSpec]) -> str | None:
        """Return the key of the log groups and archives that are made here, if there are any."""
        made = [group for group in log_groups if group.retention_days is not None]
        archives = [group.archive for group in log_groups if group.archive is not None]
        if not made and all(archive.made is None for archive in archives):
            return None
        of_detectors = (
            anomaly_key_statements(self.target_environment)
            if any(group.anomalies is not None for group in made)
            else []
        )
        return stage_key(
            self,
            name=name,
            purpose="Encrypts the log groups.",
            environment=self.target_environment,
            statements=[log_key_statement(self.target_environment), *of_detectors],
        )
