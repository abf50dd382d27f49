"""What a function needs that rules of EventBridge invoke: its log, and their permission."""

from constructs.acknowledgements import accepted
from constructs.environment import Environment
from constructs.policies import Statement
from constructs.resource_batch import BatchResource, attribute, ref

_RETENTION_DAYS = 90

IN_NO_NETWORK = "It calls public interfaces of AWS and nothing in a network."
"""Why a function that reads and writes by AWS's interfaces is in no network of one's own."""


def function_log(log_id: str, *, has: str, environment: Environment) -> BatchResource:
    """Return the log group of a function, encrypted by CloudWatch Logs itself.

    Args:
        log_id: Its id in the scope.
        has: What is written into it, as a sentence begins that says why no key is needed.
        environment: Where it is.
    """
    reason = f"{has}, and no data; CloudWatch Logs encrypts it by its own key."
    return BatchResource(
        id=log_id,
        type="AWS::Logs::LogGroup",
        properties={"RetentionInDays": _RETENTION_DAYS},
        retention=environment.retention,
        accepted=accepted({"CloudWatchLogGroupEncrypted": reason}),
    )


def may_log(log_id: str) -> Statement:
    """Return what lets a function write into its log group."""
    return {
        "Effect": "Allow",
        "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
        "Resource": attribute(log_id, "Arn"),
    }


def may_invoke(rule_id: str, function_id: str) -> BatchResource:
    """Return what lets a rule, and no other, invoke a function."""
    return BatchResource(
        id=f"{rule_id}MayInvoke",
        type="AWS::Lambda::Permission",
        properties={
            "Action": "lambda:InvokeFunction",
            "FunctionName": ref(function_id),
            "Principal": "events.amazonaws.com",
            "SourceArn": attribute(rule_id, "Arn"),
        },
    )
