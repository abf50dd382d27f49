"""What credentials of people on call have to be allowed, for each command; nothing else."""

from collections.abc import Mapping
from typing import Any, Final

Policy = dict[str, Any]

_READ: Final = ("dynamodb:GetItem", "dynamodb:Query")
_WRITE: Final = (*_READ, "dynamodb:PutItem")
_END: Final = "states:SendTaskSuccess"

ON_CALL_ACTIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "ack": (*_WRITE, _END),
    "incidents list": _READ,
    "incidents show": _READ,
    "incidents stats": _READ,
    "incidents note": _WRITE,
    "incidents resolve": (*_WRITE, _END, "sns:Publish"),
    "incidents review": (
        *_READ,
        "cloudformation:DescribeStacks",
        "cloudtrail:LookupEvents",
        "cloudwatch:DescribeAlarmHistory",
        "cloudwatch:DescribeAlarms",
        "cloudwatch:GetMetricData",
    ),
    "oncall overrides": ("dynamodb:Query",),
    "oncall override": ("dynamodb:Query", "dynamodb:PutItem"),
    "oncall end-override": ("dynamodb:Query", "dynamodb:PutItem", "dynamodb:DeleteItem"),
    "page-test": (
        "dynamodb:GetItem",
        "cloudwatch:PutMetricAlarm",
        "cloudwatch:SetAlarmState",
        "cloudwatch:DeleteAlarms",
    ),
    "page-test --to": (
        "dynamodb:GetItem",
        "dynamodb:PutItem",
        "lambda:InvokeFunction",
        "sns:Publish",
    ),
}
"""The actions of each command, as IAM calls them; `sts:GetCallerIdentity` needs no permission."""

_RESOURCES: Final = {
    "dynamodb": ("table/{stage}-incidents", "table/{stage}-incidents/index/by-status"),
    "states": ("stateMachine:{stage}-incident-*",),
    "sns": ("{stage}-contact-*",),
    "lambda": ("function:{stage}-incident-page",),
    "alarm": ("alarm:{stage}-page-test",),
}
_CHANGES_ALARMS: Final = frozenset(
    {"cloudwatch:PutMetricAlarm", "cloudwatch:SetAlarmState", "cloudwatch:DeleteAlarms"}
)


def on_call_policy(command: str, *, stage: str, place: str, partition: str = "aws") -> Policy:
    """Return the least policy with which a command does its work.

    Args:
        command: Its words, as `incidents resolve`.
        stage: System and stage as names begin: `shop-prod`.
        place: Region and account: `us-east-1:111122223333`.
        partition: As it stands in Amazon Resource Names.
    """
    actions = sorted(ON_CALL_ACTIONS[command])
    by_resource: dict[tuple[str, ...], list[str]] = {}
    for action in actions:
        by_resource.setdefault(_resources(action, stage, place, partition), []).append(action)
    statements: list[Policy] = [
        {"Effect": "Allow", "Action": found, "Resource": list(resources)}
        for resources, found in by_resource.items()
    ]
    if "sns:Publish" in actions:
        statements.append(_encrypting(place, partition))
    return {"Version": "2012-10-17", "Statement": statements}


def _resources(action: str, stage: str, place: str, partition: str) -> tuple[str, ...]:
    service = "cloudwatch" if action in _CHANGES_ALARMS else action.partition(":")[0]
    key = "alarm" if action in _CHANGES_ALARMS else service
    named = _RESOURCES.get(key, ())
    return tuple(
        f"arn:{partition}:{service}:{place}:{each.format(stage=stage)}" for each in named
    ) or ("*",)


def _encrypting(place: str, partition: str) -> Policy:
    """Return what publishing to an encrypted topic needs, of no other key than for that.

    https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
    """
    region = place.partition(":")[0]
    suffix = "amazonaws.com.cn" if partition == "aws-cn" else "amazonaws.com"
    return {
        "Effect": "Allow",
        "Action": ["kms:Decrypt", "kms:GenerateDataKey*"],
        "Resource": [f"arn:{partition}:kms:{place}:key/*"],
        "Condition": {"StringEquals": {"kms:ViaService": f"sns.{region}.{suffix}"}},
    }
