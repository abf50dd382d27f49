"""A slip of the pen is told from another name only where that is as good as certain."""

import pytest

from tocsin.checks.event.aws_events import aws_events
from tocsin.checks.event.near_miss import meant_name

EC2 = "EC2 Instance State-change Notification"
PIPELINE = "CodePipeline Pipeline Execution State Change"
STAGE = "CodePipeline Stage Execution State Change"


@pytest.mark.parametrize(
    ("written", "known", "meant"),
    [
        ("EC2 Instance State-Change Notification", [EC2], EC2),
        ("EC2 Instance State Change Notification", [EC2], EC2),
        ("ec2 instance state-change notification", [EC2], EC2),
        ("EC2 Instance State-change Notificatio", [EC2], EC2),
        ("EC2 Instance State-change Notifications", [EC2], EC2),
        ("EC2 Instance State-change Notifcation", [EC2], EC2),
        ("EC2 Instance State-change Notificaiton", [EC2], EC2),
        ("CodePipeline Pipelin Execution State Change", [PIPELINE, STAGE], PIPELINE),
        (EC2, [EC2], None),
        (STAGE, [PIPELINE, STAGE], None),
        ("CodePipeline Action Execution State Change", [PIPELINE, STAGE], None),
        ("EC2 Instance Rebalance Recommendation", [EC2], None),
        ("ECS State Change", ["ECS Task State Change"], None),
        ("EC3 Instance State-change Notification", [EC2], None),
        ("aws.codepipline", ["aws.codepipeline", "aws.codebuild"], "aws.codepipeline"),
        ("aws.EC2", ["aws.ec2", "aws.ecs"], "aws.ec2"),
        ("aws.ec3", ["aws.ec2", "aws.ecs"], None),
        ("aws.brand-new-service", ["aws.ec2"], None),
        ("", [EC2], None),
    ],
)
def test_what_is_meant(written: str, known: list[str], meant: str | None) -> None:
    """Short words, words that others have, and other words are not taken for slips."""
    assert meant_name(written, known) == meant


def test_no_event_of_aws_is_taken_for_another() -> None:
    """What is known is never a slip of something else that is known."""
    known = aws_events()
    assert [each for each in known.sources if meant_name(each, known.sources)] == []
    for kinds in known.kinds.values():
        assert [kind for kind in kinds if meant_name(kind, kinds)] == []


def test_where_events_arrive() -> None:
    """Of services without a Region that is one; of where users sign in it is not certain."""
    known = aws_events()
    assert known.region_of("aws.iam", "AWS API Call via CloudTrail") == "us-east-1"
    assert known.region_of("aws.organizations", "AWS API Call via CloudTrail") == "us-east-1"
    assert known.region_of("aws.signin", "AWS Console Sign In via CloudTrail") is None
    assert known.region_of("aws.ec2", EC2) is None
