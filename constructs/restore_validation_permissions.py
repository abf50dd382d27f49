"""What the function that validates restore tests may do."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from constructs.environment import Environment
from constructs.policies import Statement
from constructs.stored_parameters import native

from tocsin.plan import AGE_NAMESPACE, partition

_RESTORED = "awsbackup-restore-test-*"
"""What restore tests call the tables, databases and buckets that they make.

It is how AWS Backup itself knows what it may delete again.
https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSServiceRolePolicyForBackupRestoreTesting.html
"""

_Sources = Sequence[str]


def _all(arns: Iterable[str]) -> list[Any]:
    """Return Amazon Resource Names as a template has them: some are read when it is deployed."""
    return [native(each) for each in arns]


def validation_permissions(
    sources: Mapping[str, _Sources],
    *,
    environment: Environment,
    secrets: Sequence[str] = (),
    keys: Sequence[str] = (),
) -> Iterator[Statement]:
    """Yield the statements of the function's role, but for its log.

    It reads; only its report and its metrics change anything. None of it deletes, tags or restores.

    Args:
        sources: By what AWS Backup calls a type, the Amazon Resource Names of the data stores that
            are tested; they may be in another Region.
        environment: Where the tests are.
        secrets: Amazon Resource Names of the secrets with which queries are asked.
        keys: Those of the customer managed keys that encrypt restored tables, objects or secrets.
    """
    yield {
        "Effect": "Allow",
        # Neither knows resources:
        # https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsbackup.html
        "Action": ["backup:DescribeRestoreJob", "backup:PutRestoreValidationResult"],
        "Resource": "*",
    }
    yield {
        "Effect": "Allow",
        "Action": "cloudwatch:PutMetricData",
        "Resource": "*",
        "Condition": {"StringEquals": {"cloudwatch:namespace": AGE_NAMESPACE}},
    }
    for store_type, arns in sorted(sources.items()):
        yield from _OF_TYPE[store_type](arns, environment)
    if secrets:
        yield from _asking(secrets, environment)
    if keys:
        yield _decrypting(keys, environment)


def _tables(sources: _Sources, environment: Environment) -> Iterator[Statement]:
    yield {
        "Effect": "Allow",
        "Action": ["dynamodb:DescribeTable", "dynamodb:GetItem", "dynamodb:Scan"],
        "Resource": environment.arn("dynamodb", f"table/{_RESTORED}"),
    }
    yield {"Effect": "Allow", "Action": "dynamodb:DescribeTable", "Resource": _all(sources)}


def _instances(sources: _Sources, environment: Environment) -> Iterator[Statement]:
    yield {
        "Effect": "Allow",
        "Action": ["rds:DescribeDBClusters", "rds:DescribeDBInstances"],
        "Resource": [
            environment.arn("rds", f"cluster:{_RESTORED}"),
            environment.arn("rds", f"db:{_RESTORED}"),
            *_all(sources),
        ],
    }


def _clusters(sources: _Sources, environment: Environment) -> Iterator[Statement]:
    yield {
        "Effect": "Allow",
        "Action": "rds:DescribeDBClusters",
        "Resource": [environment.arn("rds", f"cluster:{_RESTORED}"), *_all(sources)],
    }


def _volumes(_sources: _Sources, _environment: Environment) -> Iterator[Statement]:
    # It knows no resources:
    # https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html
    yield {"Effect": "Allow", "Action": "ec2:DescribeVolumes", "Resource": "*"}


def _file_systems(sources: _Sources, environment: Environment) -> Iterator[Statement]:
    # What is restored has an id of its own choice.
    restored = environment.arn("elasticfilesystem", "file-system/*")
    yield {
        "Effect": "Allow",
        "Action": "elasticfilesystem:DescribeFileSystems",
        "Resource": [restored, *_all(sources)],
    }


def _buckets(_sources: _Sources, environment: Environment) -> Iterator[Statement]:
    bucket = f"arn:{partition(environment.region)}:s3:::{_RESTORED}"
    yield {
        "Effect": "Allow",
        "Action": ["s3:GetEncryptionConfiguration", "s3:ListBucket"],
        "Resource": bucket,
    }
    yield {"Effect": "Allow", "Action": "s3:GetObject", "Resource": f"{bucket}/*"}


_OF_TYPE: Mapping[str, Callable[[_Sources, Environment], Iterator[Statement]]] = {
    "Aurora": _clusters,
    "DocumentDB": _clusters,
    "DynamoDB": _tables,
    "EBS": _volumes,
    "EFS": _file_systems,
    "Neptune": _clusters,
    "RDS": _instances,
    "S3": _buckets,
}


def _asking(secrets: Sequence[str], environment: Environment) -> Iterator[Statement]:
    """Yield what lets queries be asked of restored clusters, and of no other.

    https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/data-api.access.html
    """
    yield {
        "Effect": "Allow",
        "Action": "rds-data:ExecuteStatement",
        "Resource": environment.arn("rds", f"cluster:{_RESTORED}"),
    }
    yield {"Effect": "Allow", "Action": "secretsmanager:GetSecretValue", "Resource": _all(secrets)}


def _decrypting(keys: Sequence[str], environment: Environment) -> Statement:
    services = ("dynamodb", "s3", "secretsmanager")
    through = [f"{each}.{environment.region}.{environment.domain}" for each in services]
    return {
        "Effect": "Allow",
        "Action": "kms:Decrypt",
        "Resource": _all(keys),
        "Condition": {"StringEquals": {"kms:ViaService": through}},
    }
