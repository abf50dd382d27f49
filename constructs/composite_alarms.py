"""A composite alarm, as CloudFormation writes it."""

from collections.abc import Mapping

from constructs.resource_batch import BatchResource

from tocsin.plan import CompositeSpec, composite_properties
from tocsin.plan import construct_id as id_of


def composite_resource(
    alarm: CompositeSpec, topic_arn: str, ids: Mapping[str, str]
) -> BatchResource:
    """Return a composite alarm; CloudWatch refuses one whose alarms do not exist yet.

    Args:
        alarm: The alarm.
        topic_arn: What it notifies.
        ids: By the names of alarms of the same scope, their ids in the plan.
    """
    return BatchResource(
        id=id_of(alarm.id),
        type="AWS::CloudWatch::CompositeAlarm",
        properties=composite_properties(alarm, topic_arn),
        depends_on=tuple(id_of(ids[name]) for name in alarm.needs if name in ids),
    )
