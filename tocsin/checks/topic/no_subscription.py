"""A topic that alarms publish to and that nobody listens to."""

from collections.abc import Iterator

from tocsin.assembly import LeftOut, Topic
from tocsin.checks.check import Check, Undecided, Verdict
from tocsin.checks.listed_names import listed_names
from tocsin.checks.mentions import mentions
from tocsin.checks.subject import Subject
from tocsin.checks.topic.publishers import Publishers, publishers
from tocsin.diagnostics import Problem

_ID = "topic/no-subscription"
_SUBSCRIPTION = "AWS::SNS::Subscription"
_MAY_SUBSCRIBE = ("AWS::CloudFormation::", "AWS::Serverless::Application", "Custom::")
"""Resources that make something which no template shows, of what they get."""


def _find(subject: Subject) -> Iterator[Verdict]:
    published = subject.memo(publishers)
    for topic in subject.assembly.topics:
        found = published.get(topic.resource)
        if found is None or subject.alarm_set.routes.ways.from_topic(topic):
            continue
        yield _undecided(subject, topic) or _problem(subject, topic, found)


def _problem(subject: Subject, topic: Topic, found: Publishers) -> Problem:
    verb = "publish" if found.are_several else "publishes"
    outputs = subject.memo(mentions).of(topic.resource).outputs
    elsewhere = ""
    if outputs:
        elsewhere = f"; its ARN is the output {listed_names(outputs)}, so another stack may do so"
    return Problem(
        kind=_ID,
        where=topic.resource.locate(),
        what=f"{found.counted} {verb} to the topic {topic.logical_id}, and nothing in the "
        "templates subscribes to it",
        why=f"what is published is dropped unless somebody subscribes elsewhere{elsewhere}",
        fix="add an AWS::SNS::Subscription or a chat channel; if one is made elsewhere, check its "
        "template together with this one",
        severity="warning",
    )


def _undecided(subject: Subject, topic: Topic) -> Undecided | None:
    """Return why it is not known whether somebody subscribes, if that is so."""
    found = (
        _left_out(subject, topic)
        or _written_in_topic(topic)
        or _made_by_others(subject, topic)
        or _open_subscription(subject)
    )
    if not found:
        return None
    why, fix = found
    what = f"whether anybody subscribes to the topic {topic.logical_id}: {why}"
    return Undecided(check=_ID, where=topic.resource.locate(), why=what, fix=fix)


_Reason = tuple[str, str]
"""Why something is not known, and what makes it known."""


def _left_out(subject: Subject, topic: Topic) -> _Reason | None:
    for each in subject.assembly.left_out:
        if each.type == _SUBSCRIPTION and _topic_of(each, subject) is topic.resource:
            why = f"{each.logical_id} does, and the condition {each.condition} leaves it out"
            return why, each.fix
    return None


def _topic_of(left_out: LeftOut, subject: Subject) -> object:
    properties = left_out.properties
    written = properties.get("TopicArn") if isinstance(properties, dict) else None
    value = left_out.stack.resolver.resolve(written).value
    return subject.assembly.index.find(value, left_out.stack)


def _written_in_topic(topic: Topic) -> _Reason | None:
    if "Subscription" not in topic.resource.declared.properties:
        return None
    known = topic.resource.why_unknown(("Subscription",))
    return known or ("the values of parameters leave its list empty", "give their values")


def _made_by_others(subject: Subject, topic: Topic) -> _Reason | None:
    for each in subject.memo(mentions).of(topic.resource).resources:
        if each.type.startswith(_MAY_SUBSCRIBE):
            why = f"{each.logical_id}, a {each.type}, gets it, and what it makes is not known"
            return why, "look at what it makes; check its template together with this one"
    return None


def _open_subscription(subject: Subject) -> _Reason | None:
    for each in subject.assembly.subscriptions:
        if each.topic.resource is None and each.topic.shape is None and "${" in each.topic.arn:
            known = each.resource.why_unknown((*each.key_path, "TopicArn"))
            fix = known[1] if known else "write the topic out"
            return f"the topic of {each.logical_id} is {each.topic.arn}, which is open", fix
    return None


CHECK = Check(
    id=_ID,
    title="Somebody is subscribed to every topic that alarms publish to.",
    severity="warning",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/sns/latest/dg/sns-create-subscribe-endpoint-to-topic.html",
    ),
)
