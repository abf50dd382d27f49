"""What keeps incidents and pages people, from the escalation policies."""

from collections.abc import Iterator, Mapping, Sequence

from tocsin.diagnostics import quoted
from tocsin.on_call import Policy, Severity, digest_readers, paging_tiers
from tocsin.plan.alerting import contact_subscriptions, reached_contacts
from tocsin.plan.incidents.answer_ways import (
    answers_by_link,
    chat_topics,
    check_answer_ways,
    refuse_answers,
)
from tocsin.plan.incidents.digests import make_digest
from tocsin.plan.incidents.functions import TIMEOUT, make_functions
from tocsin.plan.incidents.machine import (
    everybody_after,
    machine_definition,
)
from tocsin.plan.incidents.names import PROBE, function_arn, incident_arn, incident_name
from tocsin.plan.incidents.policies import (
    FALLBACK,
    digest_policies,
    machine_policies,
    paged_after,
    paged_at,
    reached_by,
    told_at_once,
    topic_arn,
)
from tocsin.plan.specs import (
    ContactTopicSpec,
    DigestSpec,
    IncidentsSpec,
    MachineSpec,
    ProbeSpec,
    QueueSpec,
    SubscriptionSpec,
    construct_id,
    partition,
)
from tocsin.plan.stage_context import StageContext

_VISIBILITY = 6 * TIMEOUT
"""https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html"""

_GRACE = 120
"""Seconds that a page may take beyond its tier, before another way tells everybody."""

_LONGEST_DELAY = 900
"""https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html"""


def make_incidents(context: StageContext, region: str) -> IncidentsSpec | None:
    """Return what keeps incidents in a Region; None where nobody is paged one after the other."""
    context = context.at(region)
    policies = machine_policies(context)
    if not policies:
        _refuse_digests(context)
        refuse_answers(context)
        return None
    _check_contacts(context, (*policies, *digest_policies(context)))
    _refuse_late_digests(context)
    return _Maker(context, policies).made()


def paged_by_machines(
    context: StageContext, incidents: Sequence[IncidentsSpec]
) -> Mapping[Severity, frozenset[str]]:
    """Return by severity whom machines page or a digest tells, and topics of severities do not.

    Whom a policy notifies at once, the topic tells, whatever later tiers do. They are the same in
    each Region.
    """
    kept = context.viewpoint.kept_incidents
    if kept is None or kept.topics_tell_too:
        return {}
    found: dict[Severity, frozenset[str]] = {}
    for each in incidents[:1]:
        for machine in each.machines:
            found[machine.severity] = frozenset(name for name, _ in machine.paged)
        for digest in each.digests:
            found[digest.severity] = found.get(digest.severity, frozenset()) | {*digest.readers}
    at_once = told_at_once(context)
    return {severity: names - at_once[severity] for severity, names in found.items()}


def _refuse_digests(context: StageContext) -> None:
    """Report that what a digest waits for is not there where no machine pages anybody."""
    if context.region != context.stage.home:
        return
    for policy in digest_policies(context):
        readers = ", ".join(map(quoted, digest_readers(policy)))
        context.report(
            "digest-told-at-once",
            ("escalation", policy.severity),
            f"the digest of {policy.severity} would reach {readers} at once: it waits where "
            "incidents are kept, and no policy of the stage pages a person",
            "let a tier of a more urgent severity page somebody with email or sms, or write "
            f"incidents: off under stages.{context.stage_name}",
        )


def _refuse_late_digests(context: StageContext) -> None:
    """Report severities that promise an answer in a time, and that people only read of."""
    kept = context.viewpoint.kept_incidents
    if context.region != context.stage.home or kept is None or kept.topics_tell_too:
        return
    for policy in digest_policies(context):
        promise = context.viewpoint.promise(policy.severity)
        is_only_read = all(tier.kind == "digest" for tier in policy.tiers)
        others = {*reached_by(policy)} - {*digest_readers(policy), *policy.rotations}
        if promise.response_time is not None and is_only_read and not others:
            context.report(
                "digest-too-late",
                ("escalation", policy.severity),
                f"{policy.severity} promises an answer within {promise.written}, and its policy "
                "tells everybody when the next business day begins",
                "page or notify somebody, or write respond_within: next business day for "
                f"{policy.severity} under severities",
            )


def _check_contacts(context: StageContext, policies: Sequence[Policy]) -> None:
    """Report people whose topics would have one name, or one id in a template."""
    seen: dict[str, str] = {}
    for name in dict.fromkeys(name for each in policies for name in each.contacts):
        first = seen.setdefault(construct_id(name).lower(), name)
        if first != name:
            context.report(
                "same-contact",
                ("contacts", name),
                f"{quoted(first)} and {quoted(name)} are both paged, and their topics would have "
                "one name",
                "rename one of them by more than blanks, - and _",
            )


class _Maker:
    def __init__(self, context: StageContext, policies: Sequence[Policy]) -> None:
        self._context = context
        self._policies = policies
        self._gathering = digest_policies(context)

    def made(self) -> IncidentsSpec:
        machines = tuple(map(self._machine, self._policies))
        digests = tuple(self._digests())
        has_deadline = self._policies[0].severity == "critical"
        chats = tuple(chat_topics(self._context))
        check_answer_ways(self._context, chats)
        has_links = answers_by_link(self._context)
        return IncidentsSpec(
            region=self._context.region,
            table=self._name("incidents"),
            fallback=self._everybody(),
            contacts=tuple(self._contacts()),
            machines=machines,
            digests=digests,
            probe=ProbeSpec(name=self._name(*PROBE), arn=topic_arn(self._context, *PROBE)),
            queue=self._queue("incidents", function="intake"),
            deadline=self._deadline() if has_deadline else None,
            functions=make_functions(
                self._context,
                machines=machines,
                digests=digests,
                chats=chats,
                has_deadline=has_deadline,
                has_links=has_links,
            ),
            link_key=self._name("incident", "links") if has_links else "",
            chats=chats,
        )

    def _name(self, *parts: str) -> str:
        return incident_name(self._context, *parts)

    def _machine(self, policy: Policy) -> MachineSpec:
        name = self._name("incident", policy.severity)
        return MachineSpec(
            severity=policy.severity,
            name=name,
            arn=incident_arn(self._context, "states", f"stateMachine:{name}"),
            definition=machine_definition(
                policy,
                page_function=function_arn(self._context, "page"),
                partition=partition(self._context.region),
            ),
            paged=tuple(paged_after(policy)),
            tiers=tuple(paged_at(policy)),
            everybody_after=everybody_after(policy),
        )

    def _everybody(self) -> ContactTopicSpec:
        """Return the topic of everybody; two contacts that have one address hear it once."""
        everybody: dict[tuple[str, str], SubscriptionSpec] = {}
        for name in reached_contacts(self._context):
            for each in contact_subscriptions(self._context, name):
                everybody.setdefault((each.protocol, each.endpoint), each)
        return self._topic("", (FALLBACK,), tuple(everybody.values()))

    def _contacts(self) -> Iterator[ContactTopicSpec]:
        policies = (*self._policies, *self._gathering)
        for name in dict.fromkeys(name for each in policies for name in each.contacts):
            ways = tuple(contact_subscriptions(self._context, name))
            yield self._topic(name, ("contact", name), ways)

    def _digests(self) -> Iterator[DigestSpec]:
        yield from map(make_digest, self._gathering)

    def _topic(
        self, contact: str, name: tuple[str, ...], ways: tuple[SubscriptionSpec, ...]
    ) -> ContactTopicSpec:
        viewpoint, stage = self._context.viewpoint, self._context.stage_name
        return ContactTopicSpec(
            contact=contact,
            name=self._name(*name),
            arn=topic_arn(self._context, *name),
            display_name=f"{viewpoint.system} {stage} incidents",
            dead_letter_queue=self._name("contacts" if contact else FALLBACK, "undelivered"),
            subscriptions=ways,
        )

    def _queue(self, name: str, *, function: str, delay: int = 0) -> QueueSpec:
        queue = self._name(name)
        return QueueSpec(
            name=queue,
            arn=incident_arn(self._context, "sqs", queue),
            dead_letter_queue=self._name(name, "dead-letters"),
            function=function,
            visibility=_VISIBILITY,
            delay=delay,
        )

    def _deadline(self) -> QueueSpec:
        critical = self._policies[0]
        first = critical.tiers[paging_tiers(critical)[0]].after
        delay = min(int(first.total_seconds()) + _GRACE, _LONGEST_DELAY)
        return self._queue("incidents-deadline", function="deadline", delay=delay)
