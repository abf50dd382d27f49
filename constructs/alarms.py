"""The alarms of a stack, as CloudFormation writes them."""

from collections.abc import Iterable, Mapping

from aws_cdk import aws_sns as sns
from constructs import Construct
from constructs.resource_batch import BatchResource, add_resources
from constructs.stored_parameters import native

from tocsin.plan import AlarmSpec, Severity, alarm_properties
from tocsin.plan import construct_id as id_of


class Alarms(Construct):
    """Alarms that notify the topic of their severity when they begin and when they end.

    Each is a `CfnResource` with its properties as CloudFormation writes them, and all of them are
    one call across jsii. The types that `CfnAlarm` would check are checked by the validation of
    the template.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        alarms: Iterable[AlarmSpec],
        topics: Mapping[Severity, sns.ITopic],
    ) -> None:
        super().__init__(scope, construct_id)
        arns = {severity: topic.topic_arn for severity, topic in topics.items()}
        add_resources(self, (_resource(alarm, arns[alarm.severity]) for alarm in alarms))


def _resource(alarm: AlarmSpec, topic_arn: str) -> BatchResource:
    actions = [topic_arn]
    # Where data may be missing, an alarm may end by knowing nothing; that is told too.
    on_silence = {"InsufficientDataActions": actions} if _may_know_nothing(alarm) else {}
    return BatchResource(
        id=id_of(alarm.id),
        type="AWS::CloudWatch::Alarm",
        properties={
            **alarm_properties(alarm, written=native),
            "AlarmActions": actions,
            "OKActions": actions,
            **on_silence,
        },
    )


def _may_know_nothing(alarm: AlarmSpec) -> bool:
    return alarm.treat_missing_data == "missing"
