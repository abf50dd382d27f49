"""Chat channels in which alarms are announced."""

from collections.abc import Iterable, Iterator, Mapping

from constructs import Construct
from constructs.chat_channel import ChatChannel

from stacks.alerting_stack import AlertingStack
from stacks.incident_stack import IncidentStack
from stacks.plan_stack import PlanStack
from tocsin.plan import ChatSpec, Plan, construct_id


class ChatStack(PlanStack):
    """One configuration for each channel, with the topics of all regions of the stage."""

    def __init__(
        self,
        scope: Construct,
        *,
        plan: Plan,
        alerting: Mapping[str, AlertingStack],
        incidents: Iterable[IncidentStack],
    ) -> None:
        super().__init__(
            scope,
            "chat",
            plan=plan,
            region=plan.region,
            description=f"Announces the alarms of {plan.system} {plan.stage} in chat channels.",
        )
        # The topics of other regions are not referred to, and up to version 0.1.0 each alerting
        # stack had configurations, which have to be gone before these are made.
        for stack in (*alerting.values(), *incidents):
            self.add_stack_dependency(stack)
        for chat in plan.chats:
            if not chat.configured_elsewhere:
                ChatChannel(
                    self,
                    construct_id(chat.id),
                    spec=chat,
                    topic_arns=[
                        *_topic_arns(chat, alerting[plan.region]),
                        *chat.answered_topics,
                        *chat.other_topics,
                    ],
                )


def _topic_arns(chat: ChatSpec, home: AlertingStack) -> Iterator[str]:
    """Yield the topics of a channel: by reference, or by name where they are in other regions.

    References across regions need functions and parameters of their own, and a topic's name is
    known.
    """
    for topic in chat.topics:
        is_at_home = topic.region == home.target_environment.region
        yield home.topic_arns[topic.severity] if is_at_home else topic.arn
