"""In which ways people can answer a page beside the command line."""

from collections.abc import Iterable, Iterator, Sequence

from tocsin.plan.chats import chat_severities
from tocsin.plan.incidents.names import incident_name
from tocsin.plan.incidents.policies import machine_policies, topic_arn
from tocsin.plan.specs import ChatTopicSpec
from tocsin.plan.stage_context import StageContext

CHAT_FUNCTION = "chat"
LINK_FUNCTION = "link"
_CHAT_TOPIC = "incidents"


def answers_by_link(context: StageContext) -> bool:
    """Say whether pages carry links."""
    return "link" in _ways(context)


def chat_topics(context: StageContext) -> Iterator[ChatTopicSpec]:
    """Yield the topics by which chats are shown incidents that they can answer, by severity."""
    if "chat" not in _ways(context):
        return
    heard = chat_severities(context)
    for policy in machine_policies(context):
        if policy.severity in heard:
            name = (_CHAT_TOPIC, policy.severity)
            yield ChatTopicSpec(
                severity=policy.severity,
                name=incident_name(context, *name),
                arn=topic_arn(context, *name),
            )


def check_answer_ways(context: StageContext, topics: Sequence[ChatTopicSpec]) -> None:
    """Report that chats are to answer, and that none hears of anything to answer."""
    if "chat" not in _ways(context) or topics:
        return
    if context.region != context.stage.home:
        return
    severities = ", ".join(each.severity for each in machine_policies(context))
    context.report(
        "no-chat-answers",
        ("incidents", "answer_by"),
        f"chats are to answer pages, and no chat hears of incidents of {severities}, about which "
        "people are paged",
        f"let a tier of {severities} page or notify a contact with slack or teams, or leave chat "
        "out of answer_by",
    )


def refuse_answers(context: StageContext) -> None:
    """Report that pages are to be answered where no person is paged."""
    ways = tuple(_ways(context))
    if not ways or context.region != context.stage.home:
        return
    context.report(
        "nobody-answers",
        ("incidents", "answer_by"),
        f"pages are to be answered by {' and '.join(ways)}, and no policy of the stage "
        f"{context.stage_name} pages a person",
        f"page somebody with email or sms, or write incidents: off under "
        f"stages.{context.stage_name}",
    )


def _ways(context: StageContext) -> Iterable[str]:
    kept = context.viewpoint.kept_incidents
    return kept.answer_by if kept else ()
