"""Policies that resources have although no template writes them down in full."""

from collections.abc import Iterable, Mapping

_DEFAULT_TOPIC_ACTIONS = (
    "SNS:GetTopicAttributes",
    "SNS:SetTopicAttributes",
    "SNS:AddPermission",
    "SNS:RemovePermission",
    "SNS:DeleteTopic",
    "SNS:Subscribe",
    "SNS:ListSubscriptionsByTopic",
    "SNS:Publish",
)


def default_topic_policy(topic: str, account: str) -> dict[str, object]:
    """Return the policy of a topic for which nobody has written one.

    https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html

    Args:
        topic: The topic's ARN.
        account: Its account.
    """
    statement = {
        "Sid": "__default_statement_ID",
        "Effect": "Allow",
        "Principal": {"AWS": "*"},
        "Action": list(_DEFAULT_TOPIC_ACTIONS),
        "Resource": topic,
        "Condition": {"StringEquals": {"AWS:SourceOwner": account}},
    }
    return {"Version": "2008-10-17", "Statement": [statement]}


def function_policy(
    function: str, permissions: Iterable[Mapping[str, object]]
) -> dict[str, object]:
    """Return the policy of a function that its `AWS::Lambda::Permission`s make.

    https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html

    Args:
        function: The function's ARN.
        permissions: The properties of the permissions.
    """
    statements = [_permission(function, each) for each in permissions]
    return {"Version": "2012-10-17", "Statement": statements}


def _permission(function: str, properties: Mapping[str, object]) -> dict[str, object]:
    principal = properties.get("Principal")
    is_service = isinstance(principal, str) and ".amazonaws.com" in principal
    conditions: dict[str, dict[str, object]] = {}
    for name, operator, key in _PERMISSION_CONDITIONS:
        if properties.get(name) is not None:
            conditions.setdefault(operator, {})[key] = properties[name]
    return {
        "Effect": "Allow",
        "Principal": {"Service" if is_service else "AWS": principal},
        "Action": properties.get("Action"),
        "Resource": function,
        **({"Condition": conditions} if conditions else {}),
    }


_PERMISSION_CONDITIONS = (
    ("SourceArn", "ArnLike", "AWS:SourceArn"),
    ("SourceAccount", "StringEquals", "AWS:SourceAccount"),
    ("PrincipalOrgID", "StringEquals", "aws:PrincipalOrgID"),
    ("EventSourceToken", "StringEquals", "lambda:EventSourceToken"),
    ("FunctionUrlAuthType", "StringEquals", "lambda:FunctionUrlAuthType"),
    ("InvokedViaFunctionUrl", "Bool", "lambda:InvokedViaFunctionUrl"),
)
"""Properties of a permission, and the conditions that Lambda makes of them."""
