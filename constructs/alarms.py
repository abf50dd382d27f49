"""An alarm, as CloudFormation writes it."""

from constructs.resource_batch import BatchResource
from constructs.stored_parameters import native

from tocsin.plan import AlarmSpec, action_properties, alarm_properties
from tocsin.plan import construct_id as id_of


def alarm_resource(alarm: AlarmSpec, topic_arn: str | None) -> BatchResource:
    """Return an alarm that notifies a topic when it begins and when it ends.

    There may be thousands of them, so they are plain. The types of their properties are checked by
    the validation of the template; the one rule that cdk-nag has for alarms, that each has an
    action, is kept here, but for those for which a composite alarm pages.

    Args:
        alarm: The alarm.
        topic_arn: The topic; None for an alarm that tells nobody by itself.
    """
    return BatchResource(
        id=id_of(alarm.id),
        type="AWS::CloudWatch::Alarm",
        properties={
            **alarm_properties(alarm, written=native),
            **({} if topic_arn is None else action_properties(alarm, topic_arn)),
        },
        is_plain=True,
    )


def alarm_of_everybody(alarm: AlarmSpec, topic_arn: str) -> BatchResource:
    """Return an alarm that tells everybody when it begins, by a topic without a filter.

    Not when it ends: a deployment of new alarms would tell everybody of each that it is well.
    """
    return BatchResource(
        id=id_of(alarm.id),
        type="AWS::CloudWatch::Alarm",
        properties={
            **alarm_properties(alarm, written=native),
            "AlarmActions": [topic_arn],
        },
        is_plain=True,
    )
