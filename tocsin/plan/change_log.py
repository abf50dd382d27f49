"""Makes the log of what changed: the state of alarms now, and deployments, are asked of it.

CloudWatch has no query for the alarms that are on; the events of their changes, of each the newest,
say the same: https://github.com/grafana/grafana/issues/77962
"""

from tocsin.plan.specs import ChangeLogSpec, LoggedEventsSpec, qualified
from tocsin.plan.stage_context import StageContext

_DEPLOYMENTS = {
    "source": ["aws.cloudformation", "aws.codedeploy", "aws.codepipeline", "aws.ecs"],
    "detail-type": [
        "CloudFormation Stack Status Change",
        "CodeDeploy Deployment State-change Notification",
        "CodePipeline Pipeline Execution State Change",
        "ECS Deployment State Change",
    ],
}
"""By services that tell of it themselves; what CloudTrail records would need a trail.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events.html
"""


def make_change_log(context: StageContext, region: str) -> ChangeLogSpec:
    """Return the log of a Region in which the stage has alarms."""
    system, stage = context.viewpoint.system, context.stage_name
    suffix = context.at(region).suffix
    of_alarms = {
        "source": ["aws.cloudwatch"],
        "detail-type": ["CloudWatch Alarm State Change"],
        # Of a stage `prod-eu` beside `prod` there are more; whoever asks names services, too.
        "detail": {"alarmName": [{"prefix": f"{qualified(system, stage)}-"}]},
    }
    return ChangeLogSpec(
        region=region,
        # Only below this prefix the console of EventBridge shows what it writes to.
        name=f"/aws/events/{qualified(system, stage, *suffix, 'changes')}",
        policy=qualified(system, stage, *suffix, "changes"),
        alarms=LoggedEventsSpec(
            id="alarm-states",
            name=qualified(system, stage, *suffix, "alarm-states"),
            title=f"Alarms of {system} {stage} that change their state",
            pattern=of_alarms,
        ),
        deployments=LoggedEventsSpec(
            id="deployments",
            name=qualified(system, stage, *suffix, "deployments"),
            title=f"Deployments in the account of {system} {stage}",
            pattern=_DEPLOYMENTS,
        ),
    )
