"""The log of a function or a machine of incidents."""

from constructs.environment import Environment
from constructs.resource_batch import BatchResource

_RETENTION_DAYS = 90


def incident_log(
    log_id: str, *, name: str, key_arn: str, environment: Environment
) -> BatchResource:
    """Return a log group.

    Args:
        log_id: Its id in the scope.
        name: Its name.
        key_arn: The Amazon Resource Name of the key that encrypts it.
        environment: Where it is.
    """
    return BatchResource(
        id=log_id,
        type="AWS::Logs::LogGroup",
        properties={
            "KmsKeyId": key_arn,
            "LogGroupName": name,
            "RetentionInDays": _RETENTION_DAYS,
        },
        retention=environment.retention,
    )
