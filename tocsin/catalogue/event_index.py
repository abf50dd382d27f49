"""Which events and resource types each group has, so that no file is read for nothing.

The tests compare it with the files.
"""

from collections.abc import Mapping
from types import MappingProxyType

EVENTS_OF_GROUPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "access": (
            "root-login",
            "root-api-call",
            "console-login-no-mfa",
            "iam-policy-change",
            "iam-credentials-created",
        ),
        "certificates_and_keys": (
            "acm-expiring",
            "acm-renewal-action",
            "acm-expired",
            "kms-deleted",
            "kms-material-expired",
        ),
        "changes": (
            "cloudtrail-stopped",
            "cloudtrail-insight",
            "alarm-actions-disabled",
            "backup-deleted",
            "kms-deletion-scheduled",
            "security-group-change",
            "network-change",
            "s3-bucket-policy",
            "rds-deleted",
            "dynamodb-table-change",
            "route53-change",
            "cloudfront-change",
            "waf-change",
            "eks-version-change",
            "lambda-change",
            "secret-rotation-failed",
        ),
        "containers": (
            "ecs-deployment-failed",
            "ecs-deployment-rollback",
            "ecs-service-impaired",
            "ecs-placement-failure",
            "ecs-task-not-started",
            "ecs-task-crashed",
            "eks-addon-degraded",
            "batch-job-failed",
        ),
        "costs": (
            "cost-anomaly",
            "trusted-advisor",
            "support-case",
            "savings-plans-expiry",
        ),
        "databases": (
            "rds-failover",
            "rds-storage-low",
            "rds-storage-full",
            "rds-failure",
            "rds-autoscaling-failed",
            "rds-availability",
            "rds-maintenance",
            "aurora-failover",
            "aurora-failover-failed",
            "elasticache-snapshot-failed",
            "elasticache-limit",
            "opensearch-warning",
            "opensearch-domain-error",
            "dms-failed",
            "redshift-query-failed",
        ),
        "deployments": (
            "cfn-stack-failed",
            "cfn-stack-stuck",
            "cfn-drift",
            "cfn-resource-failed",
            "codedeploy-failed",
            "codepipeline-failed",
            "codepipeline-approval",
            "codebuild-failed",
        ),
        "findings": (
            "guardduty-high",
            "securityhub-critical",
            "access-analyzer-public",
            "config-noncompliant",
            "inspector-critical",
            "macie-high",
            "ecr-scan",
        ),
        "health": (
            "health-issue",
            "health-scheduled",
            "health-notification",
            "health-abuse",
            "zonal-autoshift",
            "zonal-practice-failed",
            "arc-not-ready",
        ),
        "instances": (
            "asg-launch-failed",
            "asg-terminate-failed",
            "asg-refresh-failed",
            "ec2-stopped",
            "ec2-spot-interruption",
            "ec2-rebalance",
            "ebs-attach-failed",
            "ebs-snapshot-failed",
            "dlm-policy-error",
        ),
        "monitoring": (
            "canary-failed",
            "canary-stopped",
            "alarm-fired",
            "alarm-changed",
            "devops-guru-insight",
        ),
        "recovery": (
            "backup-job-failed",
            "backup-copy-failed",
            "backup-restore-failed",
            "backup-restore-completed",
            "backup-vault-changed",
            "backup-plan-changed",
            "datasync-failed",
            "drs-stalled",
            "s3-object-deleted",
        ),
        "systems": (
            "ssm-automation-failed",
            "ssm-window-failed",
            "ssm-patch-noncompliant",
            "ssm-command-failed",
            "ssm-parameter-expiring",
        ),
        "workflows": (
            "sfn-failed",
            "glue-job-failed",
            "app-autoscaling-at-max",
        ),
    }
)

DEFAULT_TYPES_OF_GROUPS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "certificates_and_keys": frozenset({"acm_certificate", "kms_key"}),
        "containers": frozenset({"ecs_service", "eks_control_plane"}),
        "databases": frozenset(
            {
                "aurora_cluster",
                "aurora_instance",
                "dms_replication_task",
                "opensearch_domain",
                "rds_instance",
            }
        ),
        "instances": frozenset({"auto_scaling_group", "ec2_instance"}),
        "monitoring": frozenset({"synthetics_canary"}),
        "recovery": frozenset({"datasync_task"}),
        "workflows": frozenset(
            {"aurora_cluster", "dynamodb_table", "ecs_service", "glue_job", "lambda_function"}
        ),
    }
)
"""Resource types that bring events of the group along unasked."""
