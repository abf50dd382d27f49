"""How alarms of one region reach people."""

from constructs import Construct
from constructs.change_log import ChangeLog
from constructs.policies import PUBLISHERS, log_key_statement
from constructs.pulse import Pulse
from constructs.severity_topic import SeverityTopic
from constructs.stage_key import stage_key
from constructs.stored_parameters import declare_stored_parameters

from stacks.plan_stack import PlanStack, region_suffix, stack_name
from tocsin.plan import AlertingSpec, Plan, construct_id


class AlertingStack(PlanStack):
    """A topic a severity, with its subscriptions, and the key of all topics.

    Attributes:
        topic_arns: What alarms of each severity notify.
    """

    def __init__(self, scope: Construct, *, plan: Plan, spec: AlertingSpec) -> None:
        name = ("alerting", *region_suffix(plan, spec.region))
        super().__init__(
            scope,
            *name,
            plan=plan,
            region=spec.region,
            description=f"Notifies people of the alarms of {plan.system} {plan.stage}.",
        )
        declare_stored_parameters(
            self, (each.endpoint for topic in spec.topics for each in topic.subscriptions)
        )
        key_arn = stage_key(
            self,
            name=stack_name(plan, *name),
            purpose="Encrypts notifications of alarms, and the logs of what failed and changed.",
            environment=self.target_environment,
            statements=[
                *(publisher.key_statement(self.target_environment) for publisher in PUBLISHERS),
                log_key_statement(self.target_environment),
            ],
        )
        self.topic_arns = {
            topic.severity: SeverityTopic(
                self,
                construct_id(topic.severity),
                spec=topic,
                key_arn=key_arn,
                environment=self.target_environment,
            ).topic_arn
            for topic in spec.topics
        }
        for log in plan.change_logs:
            if log.region == spec.region:
                environment = self.target_environment
                ChangeLog(self, "Changes", spec=log, key_arn=key_arn, environment=environment)
        for pulse in plan.pulses:
            if pulse.region == spec.region:
                environment = self.target_environment
                Pulse(self, "Pulse", spec=pulse, key_arn=key_arn, environment=environment)
        # Every topic, whatever imports it today: CloudFormation deletes no export that a deployed
        # stack still imports, so one that went with its last alarm would stop the deployment.
        for topic_arn in self.topic_arns.values():
            self.export_value(topic_arn)
