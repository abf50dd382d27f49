"""What CloudWatch, SNS and EventBridge ask for, against policies that AWS documents."""

import pytest

from tocsin.policies import (
    Principal,
    Request,
    Verdict,
    alarm_invokes,
    alarm_publishes,
    alarm_uses_key,
    default_topic_policy,
    evaluate,
    function_policy,
    rule_publishes,
    rule_uses_key,
    topic_invokes,
    topic_sends,
    topic_uses_key,
)

ACCOUNT, OTHER = "111122223333", "444455556666"
TOPIC = f"arn:aws:sns:eu-west-1:{ACCOUNT}:pager"
ALARM = f"arn:aws:cloudwatch:eu-west-1:{ACCOUNT}:alarm:till"
RULE = f"arn:aws:events:eu-west-1:{ACCOUNT}:rule/till"
QUEUE = f"arn:aws:sqs:eu-west-1:{ACCOUNT}:inbox"
KEY = f"arn:aws:kms:eu-west-1:{ACCOUNT}:key/1234"
FUNCTION = f"arn:aws:lambda:eu-west-1:{ACCOUNT}:function:pager"
ALARMS = f"arn:aws:cloudwatch:eu-west-1:{ACCOUNT}:alarm:*"

PUBLISH = alarm_publishes(TOPIC, ALARM, ACCOUNT)
FROM_OTHER = alarm_publishes(TOPIC, ALARM.replace(ACCOUNT, OTHER), OTHER)
BY_RULE = rule_publishes(TOPIC, RULE, ACCOUNT)


def _policy(principal: object, action: object, **conditions: object) -> dict[str, object]:
    statement = {"Effect": "Allow", "Principal": principal, "Action": action, "Resource": "*"}
    if conditions:
        statement["Condition"] = conditions
    return {"Version": "2012-10-17", "Statement": [statement]}


def _cloudwatch(**conditions: object) -> dict[str, object]:
    return _policy({"Service": "cloudwatch.amazonaws.com"}, "sns:Publish", **conditions)


def _everybody(**conditions: object) -> dict[str, object]:
    return _policy({"AWS": "*"}, "sns:Publish", **conditions)


DEFAULT = default_topic_policy(TOPIC, ACCOUNT)
ENFORCE_SSL = {
    "Sid": "AllowPublishThroughSSLOnly",
    "Effect": "Deny",
    "Principal": "*",
    "Action": "sns:Publish",
    "Resource": TOPIC,
    "Condition": {"Bool": {"aws:SecureTransport": "false"}},
}
OF_ACCOUNT = {"StringEquals": {"aws:SourceAccount": ACCOUNT}}
OF_ALARMS = {"ArnLike": {"aws:SourceArn": ALARMS}}


@pytest.mark.parametrize(
    ("policy", "request_", "verdict"),
    [
        # https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html
        (_cloudwatch(**OF_ALARMS, **OF_ACCOUNT), PUBLISH, Verdict.ALLOWED),
        (_cloudwatch(**OF_ALARMS, **OF_ACCOUNT), FROM_OTHER, Verdict.DENIED),
        (_cloudwatch(ArnEquals={"aws:SourceArn": ALARMS}), PUBLISH, Verdict.ALLOWED),
        (_cloudwatch(StringEquals={"AWS:SourceArn": ALARMS}), PUBLISH, Verdict.DENIED),
        (_cloudwatch(StringLike={"AWS:SourceArn": ALARMS}), PUBLISH, Verdict.ALLOWED),
        (_cloudwatch(), BY_RULE, Verdict.DENIED),
        # What a topic has that nobody wrote a policy for.
        (DEFAULT, PUBLISH, Verdict.ALLOWED),
        (DEFAULT, FROM_OTHER, Verdict.DENIED),
        (DEFAULT, BY_RULE, Verdict.DENIED),
        # A policy that only enforces TLS replaces the default one.
        ({"Statement": [ENFORCE_SSL]}, PUBLISH, Verdict.DENIED),
        ({"Statement": [ENFORCE_SSL, *_cloudwatch()["Statement"]]}, PUBLISH, Verdict.ALLOWED),  # type: ignore[misc]
        # A service is in no organization, and of no account; its source may be.
        (_everybody(StringEquals={"aws:PrincipalOrgID": "o-123"}), PUBLISH, Verdict.DENIED),
        (_everybody(StringEquals={"aws:SourceOrgID": "o-123"}), PUBLISH, Verdict.UNKNOWN),
        (_everybody(StringEquals={"aws:PrincipalAccount": ACCOUNT}), PUBLISH, Verdict.DENIED),
        (_everybody(StringEquals={"AWS:SourceOwner": ACCOUNT}), PUBLISH, Verdict.ALLOWED),
        (_everybody(StringEquals={"AWS:SourceAccount": ACCOUNT}), PUBLISH, Verdict.ALLOWED),
        (_everybody(StringEquals={"aws:ResourceAccount": ACCOUNT}), PUBLISH, Verdict.ALLOWED),
        (_everybody(Bool={"aws:PrincipalIsAWSService": "true"}), PUBLISH, Verdict.ALLOWED),
        (_everybody(Bool={"aws:ViaAWSService": "false"}), PUBLISH, Verdict.ALLOWED),
        (_everybody(StringEquals={"aws:SourceVpce": "vpce-1"}), PUBLISH, Verdict.DENIED),
        (_everybody(IpAddress={"aws:SourceIp": "203.0.113.0/24"}), PUBLISH, Verdict.UNKNOWN),
        (_everybody(StringEquals={"sns:Protocol": "https"}), PUBLISH, Verdict.DENIED),
        (_everybody(StringEquals={"s3:prefix": "x"}), PUBLISH, Verdict.DENIED),
        (
            _everybody(StringEquals={"aws:PrincipalServiceName": "cloudwatch.amazonaws.com"}),
            PUBLISH,
            Verdict.ALLOWED,
        ),
        # https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
        (_policy({"Service": "events.amazonaws.com"}, "sns:Publish"), BY_RULE, Verdict.ALLOWED),
        (_policy({"Service": "events.amazonaws.com"}, "sns:Publish"), PUBLISH, Verdict.DENIED),
    ],
)
def test_topics(policy: object, request_: Request, verdict: Verdict) -> None:
    """Who may publish is what AWS documents for each service."""
    assert evaluate(policy, request_).verdict is verdict


def test_a_name_beyond_ascii() -> None:
    """Of such an alarm AWS says to compare the account alone."""
    request = alarm_publishes(TOPIC, f"{ALARM}-täglich", ACCOUNT)

    assert evaluate(_cloudwatch(**OF_ALARMS), request).verdict is Verdict.UNKNOWN
    assert evaluate(_cloudwatch(**OF_ACCOUNT), request).verdict is Verdict.ALLOWED


def test_another_account() -> None:
    """Whether another account belongs to an organization, no template tells."""
    request = Request(
        principal=Principal(account=OTHER, arn=f"arn:aws:iam::{OTHER}:role/deploy"),
        action="sns:Publish",
        resource=TOPIC,
        context={},
    )
    of_account = _everybody(StringEquals={"aws:PrincipalAccount": OTHER})

    of_organization = _everybody(StringEquals={"aws:PrincipalOrgID": "o-123"})
    assert evaluate(of_organization, request).verdict is Verdict.UNKNOWN
    assert evaluate(of_account, request).verdict is Verdict.ALLOWED
    assert evaluate(_everybody(**OF_ACCOUNT), request).verdict is Verdict.DENIED


ROOT = {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}
CLOUDWATCH, EVENTS = {"Service": "cloudwatch.amazonaws.com"}, {"Service": "events.amazonaws.com"}
BOTH = ["kms:Decrypt", "kms:GenerateDataKey*"]
OF_ALARM = alarm_uses_key(KEY, ALARM, ACCOUNT)
OF_RULE = rule_uses_key(KEY)


@pytest.mark.parametrize(
    ("policy", "requests", "verdicts"),
    [
        # https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
        (_policy(ROOT, "kms:*"), OF_ALARM, {Verdict.DENIED}),
        (_policy(CLOUDWATCH, BOTH), OF_ALARM, {Verdict.ALLOWED}),
        (_policy(CLOUDWATCH, "kms:Decrypt"), OF_ALARM, {Verdict.DENIED, Verdict.ALLOWED}),
        (_policy(CLOUDWATCH, BOTH, **OF_ACCOUNT, **OF_ALARMS), OF_ALARM, {Verdict.ALLOWED}),
        # https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
        (_policy(EVENTS, BOTH), OF_RULE, {Verdict.ALLOWED}),
        (_policy(EVENTS, BOTH, **OF_ACCOUNT), OF_RULE, {Verdict.DENIED}),
        (_policy(EVENTS, BOTH), OF_ALARM, {Verdict.DENIED}),
        # The policy of the key that AWS manages for SNS: alarms cannot use it.
        (
            _policy(
                {"AWS": "*"},
                ["kms:Decrypt", "kms:GenerateDataKey*", "kms:CreateGrant"],
                StringEquals={
                    "kms:ViaService": "sns.eu-west-1.amazonaws.com",
                    "kms:CallerAccount": ACCOUNT,
                },
            ),
            OF_ALARM,
            {Verdict.DENIED},
        ),
        (
            _policy(
                CLOUDWATCH, BOTH, StringEquals={"kms:ViaService": "sns.eu-west-1.amazonaws.com"}
            ),
            OF_ALARM,
            {Verdict.UNKNOWN},
        ),
        (
            _policy(CLOUDWATCH, BOTH, StringEquals={"kms:EncryptionContext:aws:sns:topicArn": "x"}),
            OF_ALARM,
            {Verdict.UNKNOWN},
        ),
    ],
)
def test_keys(policy: object, requests: tuple[Request, ...], verdicts: set[Verdict]) -> None:
    """A key has to admit the service itself, for both actions."""
    assert {evaluate(policy, each).verdict for each in requests} == verdicts


SNS = {"Service": "sns.amazonaws.com"}
OF_TOPIC = {"ArnEquals": {"aws:SourceArn": TOPIC}}


def test_queues() -> None:
    """A queue has to admit SNS, and so does its key.

    https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html
    """
    send = topic_sends(QUEUE, TOPIC, ACCOUNT)
    use = topic_uses_key(KEY, TOPIC, ACCOUNT)

    assert evaluate(_policy(SNS, "sqs:SendMessage", **OF_TOPIC), send).is_allowed is True
    assert evaluate(_policy("*", "SQS:*", **OF_TOPIC), send).is_allowed is True
    other = {"ArnEquals": {"aws:SourceArn": f"{TOPIC}-2"}}
    assert evaluate(_policy(SNS, "sqs:SendMessage", **other), send).is_allowed is False
    assert evaluate(_policy(ROOT, "sqs:*"), send).is_allowed is False
    assert evaluate({}, send).is_allowed is False
    key_policy = _policy(SNS, BOTH)
    assert [evaluate(key_policy, each).is_allowed for each in use] == [True, True]
    assert [evaluate(_policy(ROOT, "kms:*"), each).is_allowed for each in use] == [False, False]


@pytest.mark.parametrize(
    ("permission", "by_alarm", "by_topic"),
    [
        ({"Principal": "lambda.alarms.cloudwatch.amazonaws.com"}, True, False),
        ({"Principal": "cloudwatch.amazonaws.com"}, False, False),
        ({"Principal": "sns.amazonaws.com", "SourceArn": TOPIC}, False, True),
        ({"Principal": "sns.amazonaws.com", "SourceArn": f"{TOPIC}-2"}, False, False),
        ({"Principal": "*", "SourceArn": ALARMS}, True, False),
        ({"Principal": "*", "SourceAccount": ACCOUNT}, True, True),
        ({"Principal": "*", "SourceAccount": int(OTHER)}, False, False),
        ({"Principal": "*", "PrincipalOrgID": "o-123"}, False, False),
        ({"Principal": "*", "FunctionUrlAuthType": "NONE"}, False, False),
        ({"Principal": "*", "InvokedViaFunctionUrl": True}, False, False),
        ({"Principal": "*", "EventSourceToken": "x"}, False, False),
        ({"Principal": "sns.amazonaws.com", "Action": "lambda:GetFunction"}, False, False),
        ({"Principal": "sns.amazonaws.com", "Action": "lambda:*"}, False, True),
        ({"Principal": ACCOUNT}, False, False),
        ({"Principal": "${Principal}"}, None, None),
    ],
)
def test_functions(
    permission: dict[str, object], *, by_alarm: bool | None, by_topic: bool | None
) -> None:
    """A permission admits one service, perhaps for one source.

    https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
    """
    policy = function_policy(FUNCTION, [{"Action": "lambda:InvokeFunction", **permission}])

    alarm, topic = (
        evaluate(policy, alarm_invokes(FUNCTION, ALARM, ACCOUNT)),
        evaluate(policy, topic_invokes(FUNCTION, TOPIC, ACCOUNT)),
    )

    assert (alarm.is_allowed, topic.is_allowed) == (by_alarm, by_topic)
