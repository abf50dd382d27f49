"""Which events AWS sends, as far as that tells a slip of the pen from another event."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from tocsin.catalogue import EVENTS_OF_GROUPS, load_event_group
from tocsin.checks.event.aws_sources import SOURCES

BY_CLOUDTRAIL = "AWS API Call via CloudTrail"

_OTHER_KINDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "aws.autoscaling": (
            "EC2 Auto Scaling Instance Refresh Started",
            "EC2 Auto Scaling Instance Refresh Succeeded",
            "EC2 Instance Launch Successful",
            "EC2 Instance Terminate Successful",
            "EC2 Instance-launch Lifecycle Action",
            "EC2 Instance-terminate Lifecycle Action",
        ),
        "aws.codebuild": ("CodeBuild Build Phase Change",),
        "aws.codecommit": (
            "CodeCommit Comment on Commit",
            "CodeCommit Comment on Pull Request",
            "CodeCommit Pull Request State Change",
            "CodeCommit Repository State Change",
        ),
        "aws.codedeploy": ("CodeDeploy Instance State-change Notification",),
        "aws.codepipeline": ("CodePipeline Stage Execution State Change",),
        "aws.config": (
            "Config Configuration Item Change",
            "Config Rules Re-evaluation Status",
        ),
        "aws.ec2": (
            "EBS Fast Snapshot Restore State-change Notification",
            "EBS Multi-Volume Snapshots Completion Status",
            "EC2 Spot Instance Request Fulfillment",
        ),
        "aws.ecr": ("ECR Image Action", "ECR Pull Through Cache Action", "ECR Replication Action"),
        "aws.ecs": ("ECS Container Instance State Change",),
        "aws.emr": (
            "EMR Cluster State Change",
            "EMR Instance Group State Change",
            "EMR Step Status Change",
        ),
        "aws.events": ("Scheduled Event",),
        "aws.glue": (
            "Glue Crawler State Change",
            "Glue Data Catalog Database State Change",
            "Glue Data Catalog Table State Change",
            "Glue Job Run Status",
        ),
        "aws.rds": (
            "RDS DB Cluster Snapshot Event",
            "RDS DB Parameter Group Event",
            "RDS DB Security Group Event",
            "RDS DB Snapshot Event",
        ),
        "aws.s3": (
            "Object ACL Updated",
            "Object Access Tier Changed",
            "Object Created",
            "Object Restore Completed",
            "Object Restore Initiated",
            "Object Storage Class Changed",
            "Object Tags Added",
            "Object Tags Deleted",
        ),
        "aws.secretsmanager": (BY_CLOUDTRAIL,),
        "aws.securityhub": (
            "Security Hub Findings - Custom Action",
            "Security Hub Insight Results",
        ),
        "aws.ssm": (
            "EC2 Automation Step Status-change Notification",
            "EC2 Command Invocation Status-change Notification",
            "EC2 State Manager Association State Change",
            "EC2 State Manager Instance Association State Change",
            "Maintenance Window State-change Notification",
            "Parameter Store Change",
        ),
    }
)
"""Kinds that are common and of which the catalogue does not tell people.

https://docs.aws.amazon.com/eventbridge/latest/ref/events.html
"""

_FROM_ONE_REGION: Mapping[str, str] = MappingProxyType({"aws.organizations": "us-east-1"})
_FROM_SEVERAL_REGIONS = frozenset({"aws.signin"})
"""Where users sign in decides where that is recorded; of the root user it is one Region."""

_Kind = tuple[str, str]
"""A source and a detail type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AwsEvents:
    """The events of AWS that are known.

    Attributes:
        kinds: The detail types of each source.
        regions: The one Region where events of a source and detail type arrive, of those of which
            that is known.
        values: Texts that some fields may be, by the names that lead there from the detail on.
    """

    kinds: Mapping[str, tuple[str, ...]]
    regions: Mapping[_Kind, str]
    values: Mapping[_Kind, Mapping[tuple[str, ...], frozenset[str]]]

    @property
    def sources(self) -> frozenset[str]:
        """The sources."""
        return SOURCES | self.kinds.keys()

    def region_of(self, source: str, kind: str) -> str | None:
        """Return the only Region of events of a source and detail type; None if there are more."""
        return _FROM_ONE_REGION.get(source) or self.regions.get((source, kind))


@cache
def aws_events() -> AwsEvents:
    """Return the events that the catalogue has, and others that are common."""
    kinds: dict[str, dict[str, None]] = {
        source: dict.fromkeys(listed) for source, listed in _OTHER_KINDS.items()
    }
    regions: dict[_Kind, set[str | None]] = {}
    values: dict[_Kind, dict[tuple[str, ...], frozenset[str]]] = {}
    for group in EVENTS_OF_GROUPS:
        for event in load_event_group(group).events.values():
            for source in event.pattern.get("source", ()):
                for kind in event.pattern["detail-type"]:
                    kinds.setdefault(source, {})[kind] = None
                    regions.setdefault((source, kind), set()).add(event.arrives_in)
                    known = values.setdefault((source, kind), {})
                    for path, texts in texts_within(event.pattern.get("detail", {})):
                        known[path] = known.get(path, frozenset()) | texts
    only = {key: found.copy().pop() for key, found in regions.items() if len(found) == 1}
    return AwsEvents(
        kinds={source: tuple(found) for source, found in kinds.items()},
        regions={
            key: region
            for key, region in only.items()
            if region is not None and key[0] not in _FROM_SEVERAL_REGIONS
        },
        values=values,
    )


def texts_within(
    detail: object, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], frozenset[str]]]:
    """Yield the plain texts that each field below a detail may be, as a pattern writes them."""
    if isinstance(detail, Mapping):
        for name, value in detail.items():
            yield from texts_within(value, (*path, str(name)))
    elif isinstance(detail, list):
        texts = frozenset(each for each in detail if isinstance(each, str))
        if texts:
            yield path, texts
