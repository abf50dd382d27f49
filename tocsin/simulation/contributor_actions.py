"""Which actions of an alarm with contributors run for each of them, and what their message says.

AWS's pages do not agree: the newer one has notifications of SNS for each contributor, the older
one those of Lambda and OpsItems too, and then at both levels.
https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html
https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Acting_Alarm_Changes.html
"""

import re
from typing import Any, Final

from tocsin.assembly import Link
from tocsin.evaluation import ContributorActions, MetricAlarm
from tocsin.policies import ANYTHING

_TOPIC: Final = "AWS::SNS::Topic"
_FUNCTIONS: Final = ("AWS::Lambda::Function", "AWS::Lambda::Alias", "AWS::Lambda::Version")
_SNS: Final = re.compile(r"arn:[^:]+:sns:")
_OTHERS: Final = re.compile(r"arn:[^:]+:(lambda:|ssm:.*:opsitem)")


def runs_for_contributors(action: Link, choice: ContributorActions) -> bool:
    """Say whether an action runs for each contributor."""
    kind = action.resource.type if action.resource else ""
    if kind == _TOPIC or _SNS.match(action.arn):
        return True
    is_other = kind in _FUNCTIONS or _OTHERS.match(action.arn) is not None
    return is_other and choice == "sns_lambda_opsitem"


def runs_for_alarm_too(choice: ContributorActions) -> bool:
    """Say whether what runs for a contributor runs for the alarm as well."""
    return choice == "sns_lambda_opsitem"


def contributor_message(
    message: dict[str, Any], alarm: MetricAlarm, contributor: str
) -> dict[str, Any]:
    """Return a message as it is about a contributor."""
    labels = alarm.query(alarm.result_id).contributor_labels
    attributes = {labels[0]: contributor} if len(labels) == 1 else ANYTHING
    of_contributor = {
        "AlarmContributorId": "${CloudWatch::AlarmContributorId}",
        "AlarmContributorAttributes": attributes,
    }
    return {**message, **of_contributor}
