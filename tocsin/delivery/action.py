"""The first hop: whether CloudWatch takes the action of an alarm, and which service then acts.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
"""

from collections.abc import Iterator, Mapping

from tocsin.assembly import PLACEHOLDER, Alarm, Arn, Link, Resource, is_open, read_arn
from tocsin.delivery.obstacle import Hop, Obstacle
from tocsin.delivery.permits import open_values
from tocsin.diagnostics import KeyPath

SOURCE = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html"
UNKNOWN_SERVICE = "unknown"
_LONGEST = 200

_SERVICES: Mapping[str, str] = {
    "aiops": "investigation-group/",
    "autoscaling": "scalingPolicy:",
    "automate": "",
    "lambda": "function:",
    "sns": "",
    "ssm": "opsitem:",
    "ssm-incidents": "response-plan/",
    "swf": "action/actions/",
}
"""The services that an alarm can act by, and how the last part of such an action's ARN begins."""

SERVICE_OF_TYPE: Mapping[str, str] = {
    "AWS::AIOps::InvestigationGroup": "aiops",
    "AWS::ApplicationAutoScaling::ScalingPolicy": "autoscaling",
    "AWS::AutoScaling::ScalingPolicy": "autoscaling",
    "AWS::Lambda::Alias": "lambda",
    "AWS::Lambda::Function": "lambda",
    "AWS::Lambda::Version": "lambda",
    "AWS::SNS::Topic": "sns",
    "AWS::SSMIncidents::ResponsePlan": "ssm-incidents",
    "AWS::Serverless::Function": "lambda",
}
_MAY_GIVE_ANYTHING = ("AWS::CloudFormation::", "AWS::Serverless::Application", "AWS::SSM::Param")
"""Types with attributes that may be the ARN of something else."""


def service_of(action: Link) -> str:
    """Return the service that an action asks for, as its ARN names it."""
    arn = read_arn(action.shape or action.arn)
    if arn is not None and not is_open(arn.service):
        return arn.service
    return SERVICE_OF_TYPE.get(action.resource.type if action.resource else "", UNKNOWN_SERVICE)


def action_obstacles(alarm: Alarm, action: Link) -> Iterator[Obstacle]:
    """Yield why CloudWatch would refuse an action, or why that is not known."""
    why, is_closed = _fault(alarm, action)
    if why:
        yield Obstacle(
            hop=Hop.ACTION,
            is_closed=is_closed,
            why=why,
            source=SOURCE,
            resource=alarm.resource,
            key_path=_place(alarm, action),
        )


def _place(alarm: Alarm, action: Link) -> KeyPath:
    """Return where an action stands first below the properties of its alarm."""
    lists = {
        "AlarmActions": alarm.alarm_actions,
        "OKActions": alarm.ok_actions,
        "InsufficientDataActions": alarm.insufficient_data_actions,
    }
    for name, listed in lists.items():
        if action in listed:
            return name, listed.index(action)
    return ()


def region_elsewhere(alarm: Alarm, action: Link) -> str:
    """Return the Region of an action, if it is certain that it is not that of the alarm."""
    arn, region = read_arn(action.shape or action.arn), alarm.stack.environment.region
    if arn is None or region is None or not arn.region or is_open(arn.region):
        return ""
    return arn.region if arn.region != region else ""


def _fault(alarm: Alarm, action: Link) -> tuple[str, bool]:
    """Say what is wrong with an action (empty if nothing is), and whether that is certain."""
    target = action.resource
    if target is not None and _is_of_another_type(target):
        return f"an alarm cannot act on {target.logical_id}, an {target.type}", True
    arn = read_arn(action.shape or action.arn)
    if arn is not None and not is_open(arn.service):
        return _fault_of_arn(alarm, action, arn)
    if action.shape is not None or _is_only_a_name(action):
        return f"{_shown(action)} is not an ARN", True
    if target is not None and target.type in SERVICE_OF_TYPE:
        return "", False
    return f"{action.arn} is open{open_values(alarm.resource, action.arn)}", False


def _is_of_another_type(target: Resource) -> bool:
    is_known = target.type.startswith("AWS::") and not target.type.startswith(_MAY_GIVE_ANYTHING)
    return is_known and target.type not in SERVICE_OF_TYPE


def _is_only_a_name(action: Link) -> bool:
    target = action.resource
    if target is None or target.type != "AWS::Serverless::Function":
        return False
    return action.arn == f"${{{target.logical_id}}}"


def _fault_of_arn(alarm: Alarm, action: Link, arn: Arn) -> tuple[str, bool]:
    begins = _SERVICES.get(arn.service)
    has_more_parts = arn.service == "sns" and ":" in PLACEHOLDER.sub("", arn.resource)
    if begins is None or has_more_parts or not _may_begin(arn.resource, begins):
        return f"{_shown(action)} is not the ARN of anything that an alarm can do", True
    place = alarm.stack.environment
    if place.region and not is_open(arn.partition) and arn.partition != place.partition:
        why = f"{action.arn} is in the partition {arn.partition}, and the alarm in "
        return f"{why}{place.partition}", True
    # A stack whose Region is open is deployed where its actions are.
    if not arn.region or arn.region == place.region_text or place.region is None:
        return "", False
    why = f"{action.arn} is in the Region {arn.region}, and the alarm in {place.region}"
    return why, not is_open(arn.region)


def _shown(action: Link) -> str:
    """Return an ARN as it may stand in a sentence: no name of AWS is longer."""
    return action.arn if len(action.arn) <= _LONGEST else f"{action.arn[:_LONGEST]}..."


def _may_begin(text: str, beginning: str) -> bool:
    return text.startswith(beginning) or is_open(text)
