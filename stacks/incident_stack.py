"""What keeps incidents of one Region, and pages people one after the other."""

from collections.abc import Iterator, Mapping

from constructs import Construct
from constructs.function_code import FunctionCode
from constructs.incident_deadline import deadline_rule, deadline_rule_arn
from constructs.incident_function import incident_function, read_queue
from constructs.incident_links import ADDRESS, KEY_ARN, link_address, links_key
from constructs.incident_machine import incident_machine
from constructs.incident_permissions import Permissions
from constructs.incident_queues import dead_letters_id, incident_queue, queue_id
from constructs.incident_schedule import swept_regularly, told_on_business_days
from constructs.incident_table import incident_table
from constructs.incident_topics import (
    ALARMS,
    PROBE,
    chat_topic,
    incident_topics,
    probe_topic,
    topic_id,
)
from constructs.policies import Reference, log_key_statement
from constructs.resource_batch import BatchResource, add_resources, attribute, ref
from constructs.stage_key import stage_key
from constructs.stored_parameters import declare_stored_parameters

from stacks.plan_stack import PlanStack, region_suffix, stack_name
from tocsin.plan import FunctionSpec, IncidentsSpec, Plan, QueueSpec, Severity, construct_id


class IncidentStack(PlanStack):
    """From the topics of severities to the people: queue, table, functions, machines and topics.

    Attributes:
        fallback_arn: The topic of everybody, which needs nothing else of it.
    """

    def __init__(
        self,
        scope: Construct,
        *,
        plan: Plan,
        spec: IncidentsSpec,
        topic_arns: Mapping[Severity, str],
        code: FunctionCode,
    ) -> None:
        name = ("incidents", *region_suffix(plan, spec.region))
        super().__init__(
            scope,
            *name,
            plan=plan,
            region=spec.region,
            description=f"Pages people about incidents of {plan.system} {plan.stage}.",
        )
        self._spec = spec
        self._topic_arns = topic_arns
        self._code = code
        declare_stored_parameters(
            self, (each.endpoint for topic in spec.topics for each in topic.subscriptions)
        )
        self._key_arn = stage_key(
            self,
            name=stack_name(plan, *name),
            purpose="Encrypts pages to people, and the logs of what pages them.",
            environment=self.target_environment,
            statements=[
                ALARMS.key_statement(self.target_environment),
                log_key_statement(self.target_environment),
            ],
        )
        added = add_resources(self, [*self._ways_out(), *self._ways_in(), *self._in_between()])
        self.fallback_arn = added[f"{topic_id(spec.fallback)}.Ref"]
        self.export_value(self.fallback_arn)

    def _ways_out(self) -> Iterator[BatchResource]:
        yield from incident_topics(
            self._spec.topics, key_arn=self._key_arn, environment=self.target_environment
        )
        for chat in self._spec.chats:
            yield from chat_topic(chat, self._key_arn)

    def _ways_in(self) -> Iterator[BatchResource]:
        queue, deadline = self._spec.queue, self._spec.deadline
        severities = self._spec.heard
        heard = [*(self._topic_arns[each] for each in severities), self._spec.probe.arn]
        yield from incident_queue(queue, service="sns.amazonaws.com", sources=heard)
        for severity in severities:
            yield _heard(self._topic_arns[severity], severity, queue)
        yield from probe_topic(self._spec.probe, self._key_arn)
        yield _heard(ref(PROBE), "probe", queue)
        if deadline is not None:
            rule = deadline_rule_arn(deadline, self.target_environment)
            yield from incident_queue(deadline, service="events.amazonaws.com", sources=[rule])
            yield deadline_rule(deadline, self.target_environment)

    def _in_between(self) -> Iterator[BatchResource]:
        spec, environment = self._spec, self.target_environment
        yield incident_table(spec.table, environment)
        code = self._code.within(self)
        if spec.link_key:
            yield from links_key(spec.link_key, environment)
        for function in self._functions():
            yield from incident_function(
                function,
                code=code,
                statements=self._permissions.of(function.id),
                key_arn=self._key_arn,
                environment=environment,
                variables=self._variables(function),
            )
            if function.id == "link":
                yield from link_address(function)
        for queue in filter(None, (spec.queue, spec.deadline)):
            yield read_queue(queue)
        yield from swept_regularly(spec.function("sweep"))
        for digest in spec.digests:
            yield from told_on_business_days(digest, spec.function("digest"), spec.queue)
        for machine in spec.machines:
            yield from incident_machine(
                machine,
                page_function=spec.function("page").arn,
                fallback_topic=spec.fallback.arn,
                key_arn=self._key_arn,
                environment=environment,
            )

    @property
    def _permissions(self) -> Permissions:
        signs = KEY_ARN if self._spec.link_key else None
        return Permissions(self._spec, self._key_arn, self.target_environment, signs)

    def _functions(self) -> list[FunctionSpec]:
        """Return the functions, that of links first: the one that pages is told its address."""
        return sorted(self._spec.functions, key=lambda each: each.id != "link")

    def _variables(self, function: FunctionSpec) -> dict[str, Reference]:
        """Return what a function is told of links."""
        if not self._spec.link_key or function.id not in {"page", "link"}:
            return {}
        address = {"LINK_ADDRESS": ADDRESS} if function.id == "page" else {}
        return {**address, "LINK_KEY": KEY_ARN}


def _heard(topic: str | Reference, name: str, queue: QueueSpec) -> BatchResource:
    """Return the subscription of the queue to a topic.

    Delivery is not raw: what surrounds the message says which topic it came from.
    """
    return BatchResource(
        id=f"Hears{construct_id(name)}/Resource",
        type="AWS::SNS::Subscription",
        properties={
            "Endpoint": attribute(queue_id(queue), "Arn"),
            "Protocol": "sqs",
            "RedrivePolicy": {"deadLetterTargetArn": attribute(dead_letters_id(queue), "Arn")},
            "TopicArn": topic,
        },
    )
