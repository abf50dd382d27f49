"""What keeps incidents and pages people, from the escalation policies."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tocsin.diagnostics import quoted
from tocsin.on_call import Policy, Severity, digest_readers, paging_tiers
from tocsin.plan.alerting import contact_subscriptions, reached_contacts
from tocsin.plan.incidents.digests import make_digest
from tocsin.plan.incidents.machine import (
    everybody_after,
    machine_definition,
)
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
    FunctionSpec,
    IncidentsSpec,
    MachineSpec,
    ProbeSpec,
    QueueSpec,
    SubscriptionSpec,
    construct_id,
    partition,
    qualified,
)
from tocsin.plan.stage_context import StageContext

_PROBE = ("incidents", "probe")
_TIMEOUT = 30
_TIMEOUTS = {"digest": 300}
"""Alarms that flap through a weekend make thousands of items, which are removed one by one."""
_VISIBILITY = 6 * _TIMEOUT
"""https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html"""

_GRACE = 120
"""Seconds that a page may take beyond its tier, before another way tells everybody."""

_LONGEST_DELAY = 900
"""https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html"""

_WHAT = {
    "intake": "Makes incidents of notifications, and starts the machines that page.",
    "page": "Pages who is on call at a tier of an escalation policy.",
    "deadline": "Tells everybody of critical alarms about which nobody was paged in time.",
    "digest": "Tells what can wait when the next business day begins.",
    "sweep": "Compares open incidents with their alarms, and sends a probe through the path.",
}


def make_incidents(context: StageContext, region: str) -> IncidentsSpec | None:
    """Return what keeps incidents in a Region; None where nobody is paged one after the other."""
    context = context.at(region)
    policies = machine_policies(context)
    if not policies:
        _refuse_digests(context)
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
        ids = dict.fromkeys(_WHAT, True) | {"deadline": has_deadline, "digest": bool(digests)}
        return IncidentsSpec(
            region=self._context.region,
            table=self._name("incidents"),
            fallback=self._everybody(),
            contacts=tuple(self._contacts()),
            machines=machines,
            digests=digests,
            probe=ProbeSpec(name=self._name(*_PROBE), arn=topic_arn(self._context, *_PROBE)),
            queue=self._queue("incidents", function="intake"),
            deadline=self._deadline() if has_deadline else None,
            functions=tuple(
                self._function(each, machines, digests)
                for each, is_there in ids.items()
                if is_there
            ),
        )

    def _name(self, *parts: str) -> str:
        return qualified(self._context.viewpoint.system, self._context.stage_name, *parts)

    def _arn(self, service: str, resource: str) -> str:
        region = self._context.region
        account = self._context.stage.account
        return f"arn:{partition(region)}:{service}:{region}:{account}:{resource}"

    def _function_name(self, function: str) -> str:
        return self._name("incident", function)

    def _function_arn(self, function: str) -> str:
        return self._arn("lambda", f"function:{self._function_name(function)}")

    def _machine(self, policy: Policy) -> MachineSpec:
        name = self._name("incident", policy.severity)
        return MachineSpec(
            severity=policy.severity,
            name=name,
            arn=self._arn("states", f"stateMachine:{name}"),
            definition=machine_definition(
                policy,
                page_function=self._function_arn("page"),
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
            arn=self._arn("sqs", queue),
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

    def _function(
        self, function: str, machines: Sequence[MachineSpec], digests: Sequence[DigestSpec]
    ) -> FunctionSpec:
        return FunctionSpec(
            id=function,
            name=self._function_name(function),
            arn=self._function_arn(function),
            description=_WHAT[function],
            timeout=_TIMEOUTS.get(function, _TIMEOUT),
            environment=self._environment(function, machines, digests),
        )

    def _environment(
        self, function: str, machines: Sequence[MachineSpec], digests: Sequence[DigestSpec]
    ) -> dict[str, str]:
        if function == "deadline":
            # What is less urgent may be paged later than it looks.
            machines, digests = machines[:1], ()
        if function == "digest":
            return {"TABLE": self._name("incidents")}
        routes: dict[str, dict[str, Any]] = {
            topic_arn(self._context, each.severity): {
                "severity": each.severity,
                "machine": each.arn,
            }
            for each in machines
        }
        for digest in digests:
            topic = topic_arn(self._context, digest.severity)
            route = routes.setdefault(topic, {"severity": digest.severity, "machine": None})
            route["digest"] = True
        reopen_within = self._policies[0].reopen_within.total_seconds()
        told = {
            "FALLBACK_TOPIC": topic_arn(self._context, FALLBACK),
            "REOPEN_WITHIN": f"{reopen_within:g}",
            "ROUTES": json.dumps(routes),
            "TABLE": self._name("incidents"),
        }
        if function != "sweep":
            return told
        return {
            **told,
            "PROBE_TOPIC": topic_arn(self._context, *_PROBE),
            "STAGE": self._context.stage_name,
            "SYSTEM": self._context.viewpoint.system,
        }
